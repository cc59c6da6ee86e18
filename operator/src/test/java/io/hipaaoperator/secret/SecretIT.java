package io.hipaaoperator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.api.SecretStatus;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets that the real sealed-secrets controller opens, of an operator that may read none. */
@ExtendWith(ClusterExtension.class)
record SecretIT(TestCluster cluster, TestNamespace namespace) {

  @Test
  void generatedKeysAppearInTheSecret() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();

      assertThat(db.values()).containsOnlyKeys("password", "token");
      assertThat(db.values().get("password")).matches("[A-Za-z0-9]{40}");
      assertThat(db.values().get("token")).matches("[0-9a-f]{64}");
      assertThat(db.secret().get().getType()).isEqualTo("Opaque");
      assertThat(db.sealed().get().getMetadata().getOwnerReferences()).isEmpty();
      assertThat(db.sealed().get().getMetadata().getAnnotations())
          .containsOnlyKeys("hipaa-operator.io/applied", "hipaa-operator.io/secret-revision");
      assertThat(db.status().synced()).isEqualTo("True");
      assertThat(db.status().resealDue()).isNull();
      assertThat(db.status().revision()).isEqualTo(1);
      assertThat(db.status().keys())
          .extracting(SecretStatus.Key::name)
          .containsExactly("password", "token");
      assertThat(db.status().keys())
          .allSatisfy(key -> assertThat(key.certificate()).startsWith("SHA256:"));
      assertThat(db.workload().condition("SecretsSealed"))
          .hasValueSatisfying(it -> assertThat(it.getReason()).isEqualTo("AllOpened"));
    }
  }

  @Test
  void whoIsMadeAnewFindsTheSameValues() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();

      db.deleteWorkload();
      assertThat(db.values()).isEqualTo(before);
      db.sealed().delete();
      Eventually.until(db::values, Map::isEmpty);
      TestSecret again = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();

      assertThat(again.values()).isEqualTo(before);
      assertThat(again.revisions()).hasSize(1);
    }
  }

  @Test
  void aDeletedSealedSecretIsPutBack() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();
      String uid = db.secret().get().getMetadata().getUid();

      db.sealed().delete();

      DriftStatus drift = db.workload().awaitDrift(0).getFirst();
      assertThat(drift.kind()).isEqualTo("SealedSecret");
      assertThat(drift.type()).isEqualTo("Deleted");
      assertThat(drift.action()).isEqualTo("Reverted");
      assertThat(drift.weakens()).isFalse();
      Eventually.until(
          () -> db.secret().get(), now -> now != null && !now.getMetadata().getUid().equals(uid));
      assertThat(db.values()).isEqualTo(before);
      db.ready();
    }
  }

  /** Whoever puts a ciphertext there knows what is in it. */
  @Test
  void anEditedSealedSecretIsPutBack() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();
      String token = db.sealed().get().encryptedData().get("token");

      db.edit(
          "mallory",
          "{\"spec\":{\"encryptedData\":{\"password\":\"%s\",\"more\":\"%s\"}}}"
              .formatted(token, token));

      assertThat(db.workload().awaitDrift(0))
          .allSatisfy(
              drift -> {
                assertThat(drift.manager()).isEqualTo("mallory");
                assertThat(drift.weakens()).isTrue();
                assertThat(drift.found()).isEqualTo("(redacted)");
              })
          .extracting(DriftStatus::path)
          .containsExactlyInAnyOrder("spec.encryptedData.password", "spec.encryptedData.more");
      db.awaitValues(before::equals);
      db.ready();
    }
  }

  @Test
  void aRotatedKeyKeepsItsPreviousValue() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> first = db.values();

      db.rotate(2);
      Map<String, String> second = db.awaitValues(now -> now.containsKey("password-previous"));
      assertThat(second)
          .containsEntry("password-previous", first.get("password"))
          .containsEntry("token", first.get("token"))
          .hasSize(3);
      assertThat(second.get("password")).isNotEqualTo(first.get("password"));

      db.rotate(3);
      Map<String, String> third =
          db.awaitValues(
              now -> Objects.equals(now.get("password-previous"), second.get("password")));
      assertThat(third.get("password")).isNotIn(first.get("password"), second.get("password"));
      db.rotate(1);
      db.ready();
      assertThat(db.values()).isEqualTo(third);
      assertThat(db.revisions()).hasSize(3);
      assertThat(db.workload().driftTotal()).isZero();
    }
  }

  @Test
  void aKeyThatComesBackHasItsOldValue() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();

      db.change("[{\"name\":\"db\",\"keys\":[{\"name\":\"password\",\"generate\":{}}]}]");
      db.awaitValues(now -> now.size() == 1);
      TestSecret.declare(namespace, "db", TestSecret.KEYS);

      assertThat(db.awaitValues(now -> now.size() == 2)).isEqualTo(before);
    }
  }

  @Test
  void inObserveModeNothingIsMade() {
    try (var _ =
        RunningOperator.start(
            RunningOperator.config(Enforcement.Observe, Duration.ofMinutes(10), namespace),
            cluster.operator())) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS);

      assertThat(db.workload().await("SecretsSealed", "False").getReason())
          .isEqualTo("NotEnforced");
      assertThat(db.revisions()).isEmpty();
      assertThat(db.sealed().get()).isNull();
    }
  }

  @Test
  void nothingIsWrittenWhereNothingChanges() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Eventually.pause(Duration.ofSeconds(2));
      String sealed = db.sealed().get().getMetadata().getResourceVersion();
      String workload = db.workload().get().getMetadata().getResourceVersion();

      Eventually.pause(Duration.ofSeconds(6));

      assertThat(db.sealed().get().getMetadata().getResourceVersion()).isEqualTo(sealed);
      assertThat(db.workload().get().getMetadata().getResourceVersion()).isEqualTo(workload);
    }
  }

  /** A pod that could not would not become ready. */
  @Test
  void aPodReadsThem() throws IOException {
    String sample =
        Files.readString(Repository.file("sample-workloads/secrets/records-cache.yaml"));
    try (var _ = RunningOperator.on(cluster, namespace)) {
      namespace.apply(sample);

      Eventually.until(
          Duration.ofSeconds(60),
          () ->
              cluster
                  .admin()
                  .apps()
                  .deployments()
                  .inNamespace(namespace.name())
                  .withName("records-cache")
                  .get(),
          it -> Objects.equals(it.getStatus().getReadyReplicas(), 1));
      var workload = new TestWorkload(namespace, "records-cache");
      assertThat(workload.awaitVerdict("B15", "Compliant").evidence())
          .singleElement()
          .asString()
          .contains("platform team");
    }
  }

  /** As while a leader is replaced, and worse. */
  @Test
  void ofTwoOperatorsOneAloneMakesAValue() {
    try (var _ = RunningOperator.on(cluster, namespace);
        var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> first = db.values();
      for (int generation = 2; generation <= 6; generation++) {
        db.rotate(generation);
        Eventually.pause(Duration.ofMillis(300));
      }
      Eventually.until(db::status, it -> it.keys().getFirst().generation() == 6);
      db.ready();

      assertThat(db.revisions().stream().map(ControllerRevision::getRevision).sorted())
          .doesNotHaveDuplicates()
          .startsWith(1L);
      assertThat(db.values()).containsEntry("token", first.get("token"));
      assertThat(db.workload().driftTotal()).isZero();
    }
  }
}
