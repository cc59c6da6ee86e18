package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the applications of allowed namespaces are told of a key, in a real cluster. */
@ExtendWith(ClusterExtension.class)
record KeyConfigMapIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {

  @Test
  void anAllowedNamespaceIsToldAndAnotherIsNot() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap told = await(key, namespace);

      assertThat(told.getData())
          .isEqualTo(
              Map.of(
                  "KMS_KEY_ALIAS",
                  key.alias(),
                  "KMS_KEY_ARN",
                  key.status().arn(),
                  "KMS_KEY_REGION",
                  "us-east-1",
                  "KMS_ENCRYPTION_CONTEXT",
                  "{\"hipaa-operator.io/namespace\":\"%s\"}".formatted(namespace.name())));
      assertThat(map(key, other).get()).isNull();
      assertThat(key.status().inventory())
          .extracting(child -> child.kind() + " " + child.namespace() + "/" + child.name())
          .containsExactly("ConfigMap " + namespace.name() + "/" + key.name() + "-key");
      key.awaitLooks(operator);
      assertThat(map(key, namespace).get().getMetadata().getResourceVersion())
          .isEqualTo(told.getMetadata().getResourceVersion());
    }
  }

  /** By its labels, as they change. */
  @Test
  void aNamespaceComesAndGoes() {
    try (var operator = operator();
        var key = declare().ready()) {
      await(key, namespace);

      other.label("phi", mark());
      await(key, other);
      namespace.label("phi", "no-longer");
      Eventually.until(() -> map(key, namespace).get() == null, Boolean::booleanValue);

      assertThat(key.await(status -> status.inventory().size() == 1).driftTotal()).isNull();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatSomebodyWritesIntoItIsPutBackAndTakenOut() {
    try (var operator = operator();
        var key = declare().ready()) {
      await(key, namespace);
      edit(key, "{\"data\":{\"KMS_KEY_ARN\":\"arn:theirs\",\"PASSWORD\":\"hunter2\"}}");

      DriftStatus changed = key.awaitDrift("data.KMS_KEY_ARN");
      assertThat(changed.manager()).isEqualTo("night-shift");
      assertThat(changed.name()).isEqualTo(namespace.name() + "/" + key.name() + "-key");
      assertThat(changed.weakens()).isTrue();
      assertThat(key.awaitDrift("data.PASSWORD").type()).isEqualTo("Added");
      assertThat(key.get().toString()).doesNotContain("hunter2");
      assertThat(map(key, namespace).get().getData())
          .containsEntry("KMS_KEY_ARN", key.status().arn())
          .doesNotContainKey("PASSWORD");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Without its label it is in no cache, and with its controller gone nobody's. */
  @Test
  void itIsKnownAgainHoweverItIsCutOff() {
    try (var operator = operator();
        var key = declare().ready()) {
      String uid = await(key, namespace).getMetadata().getUid();
      edit(
          key,
          "{\"metadata\":{\"labels\":{\"%s\":null},\"ownerReferences\":[]}}"
              .formatted(Api.ENCRYPTION_KEY));

      key.awaitDrift("metadata.labels.[" + Api.ENCRYPTION_KEY + "]");
      ConfigMap now =
          Eventually.until(
              () -> map(key, namespace).get(),
              map -> map.getMetadata().getLabels().containsKey(Api.ENCRYPTION_KEY));
      assertThat(now.getMetadata().getUid()).isEqualTo(uid);
      assertThat(now.getMetadata().getOwnerReferences()).hasSize(1);
      map(key, namespace).delete();
      Eventually.until(
          () -> map(key, namespace).get(),
          map -> map != null && !uid.equals(map.getMetadata().getUid()));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamesakeOfSomebodyElseIsLeftAloneAndNamed() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      ConfigMap theirs =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName(key.name() + "-key")
              .withNamespace(namespace.name())
              .endMetadata()
              .addToData("theirs", "yes")
              .build();
      cluster.admin().resource(theirs).create();
      namespace.label("phi", mark());

      key.apply(spec());

      assertThat(key.awaitReady("NameConflict").getMessage())
          .contains(namespace.name() + "/" + key.name() + "-key");
      assertThat(map(key, namespace).get().getData()).isEqualTo(Map.of("theirs", "yes"));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestKey declare() {
    namespace.label("phi", mark());
    return TestKey.declare(cluster, spec());
  }

  private String spec() {
    return "configMap: {}, allowedNamespaces: {matchLabels: {phi: %s}}".formatted(mark());
  }

  /** What only the namespaces of this test are labelled with. */
  private String mark() {
    return "of-" + namespace.name();
  }

  private ConfigMap await(TestKey key, TestNamespace in) {
    return Objects.requireNonNull(Eventually.until(() -> map(key, in).get(), map -> map != null));
  }

  private Resource<ConfigMap> map(TestKey key, TestNamespace in) {
    return cluster.admin().configMaps().inNamespace(in.name()).withName(key.name() + "-key");
  }

  private void edit(TestKey key, String merge) {
    map(key, namespace)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("night-shift")
                .build(),
            merge);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace, other),
        cluster.operator());
  }
}
