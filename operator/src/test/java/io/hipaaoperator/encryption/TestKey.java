package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One EncryptionKey of a test, and the key made for it. */
final class TestKey implements AutoCloseable {
  private final TestCluster cluster;
  private final String name = "it-" + UUID.randomUUID();

  private TestKey(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Declares one, with more of its spec as YAML. */
  static TestKey declare(TestCluster cluster, String more) {
    var key = new TestKey(cluster);
    key.apply(more);
    return key;
  }

  /** Declares it anew. */
  void apply(String more) {
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: EncryptionKey
        metadata: {name: %s}
        spec: {alias: %s%s}
        """
            .formatted(name, alias(), more.isEmpty() ? "" : ", " + more);
    cluster
        .admin()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  String name() {
    return name;
  }

  String alias() {
    return "alias/it/" + name;
  }

  Resource<EncryptionKey> resource() {
    return cluster.admin().resources(EncryptionKey.class).withName(name);
  }

  EncryptionKey get() {
    return Objects.requireNonNull(resource().get(), name);
  }

  EncryptionKeyStatus status() {
    return Objects.requireNonNullElse(get().getStatus(), EncryptionKeyStatus.NONE);
  }

  String id() {
    return Objects.requireNonNull(status().keyId());
  }

  EncryptionKeyStatus await(Predicate<EncryptionKeyStatus> condition) {
    return Eventually.until(this::status, condition);
  }

  /** Waits until the operator has seen the newest spec and Ready has this reason. */
  Condition awaitReady(String reason) {
    Eventually.until(
        this::get,
        now ->
            now.getStatus() != null
                && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
                && reason.equals(condition("Ready").map(Condition::getReason).orElse("")));
    return condition("Ready").orElseThrow();
  }

  /** Waits until it is as declared. */
  TestKey ready() {
    awaitReady("Converged");
    return this;
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** The newest drift, once there is one. */
  DriftStatus awaitDrift() {
    return await(status -> !status.drift().isEmpty()).drift().getFirst();
  }

  /** The reasons of the events on it. */
  List<String> events() {
    return cluster.admin().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .map(Event::getReason)
        .toList();
  }

  /** JSON merge patch of the resource, as its owner does. */
  void patch(String merge) {
    resource()
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("test")
                .build(),
            merge);
  }

  @Override
  public void close() {
    String[] made = Keys.made(get().getMetadata().getUid()).toArray(String[]::new);
    resource().delete();
    Keys.remove(alias(), made);
  }
}
