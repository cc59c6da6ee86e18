package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A workload of a test with a Secret of its own.
 *
 * @param workload that declares it
 * @param name of the Secret
 */
record TestSecret(
    TestCluster cluster, TestNamespace namespace, TestWorkload workload, String name) {
  /** Two keys of different alphabets. */
  static final String KEYS =
      "[{name: password, generate: {}}, {name: token, generate: {length: 64, alphabet: hex}}]";

  /** Declares a workload whose Secret has these keys. */
  static TestSecret declared(TestCluster cluster, TestNamespace namespace, String keys) {
    return new TestSecret(cluster, namespace, declare(namespace, "db", keys), "db");
  }

  static TestWorkload declare(TestNamespace namespace, String secret, String keys) {
    return namespace.declare(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: ledger}
        spec:
          selector: {matchLabels: {app: ledger}}
          secrets: [{name: %s, owner: platform, keys: %s}]
        """
            .formatted(secret, keys));
  }

  TestSecret ready() {
    workload.ready();
    return this;
  }

  Resource<Secret> secret() {
    return cluster.admin().secrets().inNamespace(namespace.name()).withName(name);
  }

  Resource<SealedSecret> sealed() {
    return cluster
        .admin()
        .resources(SealedSecret.class)
        .inNamespace(namespace.name())
        .withName(name);
  }

  List<ControllerRevision> revisions() {
    return cluster
        .admin()
        .apps()
        .controllerRevisions()
        .inNamespace(namespace.name())
        .withLabel(Api.SECRET, name)
        .list()
        .getItems();
  }

  /** The values that pods read. */
  Map<String, String> values() {
    Secret there = secret().get();
    return there == null || there.getData() == null
        ? Map.of()
        : there.getData().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> decoded(e.getValue())));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  Map<String, String> awaitValues(Predicate<Map<String, String>> condition) {
    return Eventually.until(this::values, condition);
  }

  SecretStatus status() {
    return workload.status().secrets().getFirst();
  }

  /** Declares the secrets anew, as JSON. */
  void change(String secrets) {
    workload.patch("{\"spec\":{\"secrets\":" + secrets + "}}");
  }

  /** Asks for a rotation of the key password. */
  void rotate(int generation) {
    change(
        """
        [{"name":"db","keys":[
          {"name":"password","generate":{},"rotation":{"generation":%d}},
          {"name":"token","generate":{"length":64,"alphabet":"hex"}}]}]
        """
            .formatted(generation));
  }

  /** Somebody changes the SealedSecret. */
  void edit(String manager, String merge) {
    sealed()
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build(),
            merge);
  }

  /** Deletes the workload, and waits until it is gone. */
  void deleteWorkload() {
    workload.resource().delete();
    Eventually.until(() -> workload.resource().get(), Objects::isNull);
  }
}
