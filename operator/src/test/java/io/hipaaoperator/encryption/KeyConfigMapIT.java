package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the applications of allowed namespaces are told of a key, in a real cluster. */
@ExtendWith(ClusterExtension.class)
record KeyConfigMapIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {
  private static final String ENDING = "-key";

  @Test
  void anAllowedNamespaceIsToldAndAnotherIsNot() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap told = key.awaitMap(namespace, ENDING);

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
      assertThat(key.map(other, ENDING).get()).isNull();
      assertThat(key.status().inventory())
          .extracting(child -> child.kind() + " " + child.namespace() + "/" + child.name())
          .containsExactly("ConfigMap " + namespace.name() + "/" + key.name() + "-key");
      key.awaitLooks(operator);
      assertThat(key.map(namespace, ENDING).get().getMetadata().getResourceVersion())
          .isEqualTo(told.getMetadata().getResourceVersion());
    }
  }

  /** By its labels, as they change. */
  @Test
  void aNamespaceComesAndGoes() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      key.awaitMap(namespace, ENDING);

      other.label("phi", TestKey.mark(namespace));
      key.awaitMap(other, ENDING);
      namespace.label("phi", "no-longer");
      Eventually.until(() -> key.map(namespace, ENDING).get() == null, Boolean::booleanValue);

      assertThat(key.await(status -> status.inventory().size() == 1).driftTotal()).isNull();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatSomebodyWritesIntoItIsPutBackAndTakenOut() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      key.awaitMap(namespace, ENDING);
      edit(key, "{\"data\":{\"KMS_KEY_ARN\":\"arn:theirs\",\"PASSWORD\":\"hunter2\"}}");

      DriftStatus changed = key.awaitDrift("data.KMS_KEY_ARN");
      assertThat(changed.manager()).isEqualTo("night-shift");
      assertThat(changed.name()).isEqualTo(namespace.name() + "/" + key.name() + "-key");
      assertThat(changed.weakens()).isTrue();
      assertThat(key.awaitDrift("data.PASSWORD").type()).isEqualTo("Added");
      assertThat(key.get().toString()).doesNotContain("hunter2");
      assertThat(key.map(namespace, ENDING).get().getData())
          .containsEntry("KMS_KEY_ARN", key.status().arn())
          .doesNotContainKey("PASSWORD");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Without its label it is in no cache, and with its controller gone nobody's. */
  @Test
  void itIsKnownAgainHoweverItIsCutOff() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      String uid = key.awaitMap(namespace, ENDING).getMetadata().getUid();
      edit(
          key,
          "{\"metadata\":{\"labels\":{\"%s\":null},\"ownerReferences\":[]}}"
              .formatted(Api.ENCRYPTION_KEY));

      key.awaitDrift("metadata.labels.[" + Api.ENCRYPTION_KEY + "]");
      ConfigMap now =
          Eventually.until(
              () -> key.map(namespace, ENDING).get(),
              map -> map.getMetadata().getLabels().containsKey(Api.ENCRYPTION_KEY));
      assertThat(now.getMetadata().getUid()).isEqualTo(uid);
      assertThat(now.getMetadata().getOwnerReferences()).hasSize(1);
      key.map(namespace, ENDING).delete();
      Eventually.until(
          () -> key.map(namespace, ENDING).get(),
          map -> map != null && !uid.equals(map.getMetadata().getUid()));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamesakeOfSomebodyElseIsLeftAloneAndNamed() {
    try (var operator = TestKey.operator(cluster, namespace, other);
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
      namespace.label("phi", TestKey.mark(namespace));

      key.apply(spec());

      assertThat(key.awaitReady("NameConflict").getMessage())
          .contains(namespace.name() + "/" + key.name() + "-key");
      assertThat(key.map(namespace, ENDING).get().getData()).isEqualTo(Map.of("theirs", "yes"));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestKey declare() {
    namespace.label("phi", TestKey.mark(namespace));
    return TestKey.declare(cluster, spec());
  }

  private String spec() {
    return "configMap: {}, allowedNamespaces: {matchLabels: {phi: %s}}"
        .formatted(TestKey.mark(namespace));
  }

  private void edit(TestKey key, String merge) {
    TestKey.edit(key.map(namespace, ENDING), merge);
  }
}
