package io.hipaaoperator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What of a Secret is lost, or somebody else's, beside the real controller. */
@ExtendWith(ClusterExtension.class)
record SecretLossIT(TestCluster cluster, TestNamespace namespace) {

  @Test
  void anOlderPasswordDoesNotComeBackAndTheNewestIsTakenOver() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      db.rotate(2);
      Map<String, String> values = db.awaitValues(now -> now.containsKey("password-previous"));
      Eventually.until(db::status, it -> Objects.equals(it.openedRevision(), 2L));

      lose(db, it -> it.getRevision() == 2);

      assertThat(db.workload().await("Stalled", "True").getReason()).isEqualTo("HistoryIncomplete");
      assertThat(db.values()).isEqualTo(values);
      assertThat(db.status().revision()).isEqualTo(2);
      lose(db, _ -> true);
      Eventually.until(db::revisions, now -> now.size() == 1);
      db.ready();
      assertThat(db.values()).isEqualTo(values);
      assertThat(db.status().revision()).isEqualTo(3);
      assertThat(db.status().keys()).allSatisfy(key -> assertThat(key.sealedAt()).isNotNull());
    }
  }

  @Test
  void whatIsLostIsMadeAnewOnceThatIsAsked() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();

      db.revisions().forEach(it -> cluster.admin().resource(it).delete());
      db.sealed().delete();

      assertThat(db.workload().await("Stalled", "True").getReason()).isEqualTo("HistoryLost");
      assertThat(db.revisions()).isEmpty();
      db.change(
          """
          [{"name":"db","keys":[
            {"name":"password","generate":{},"rotation":{"generation":2}},
            {"name":"token","generate":{},"rotation":{"generation":2}}]}]
          """);
      assertThat(db.awaitValues(now -> now.size() == 2).values())
          .doesNotContainAnyElementsOf(before.values());
      db.ready();
      assertThat(db.status().revision()).isEqualTo(2);
    }
  }

  @Test
  void withoutRevisionsWhatIsInForceIsKeptAnew() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      Map<String, String> before = db.values();

      db.revisions().forEach(it -> cluster.admin().resource(it).delete());
      db.workload().patch("{\"metadata\":{\"annotations\":{\"hipaa-operator.io/look\":\"now\"}}}");

      Eventually.until(db::revisions, now -> now.size() == 1);
      db.sealed().delete();
      Eventually.until(db::values, Map::isEmpty);
      assertThat(db.awaitValues(now -> !now.isEmpty())).isEqualTo(before);
    }
  }

  /** Neither the one of a person or of Git, nor a Secret without one. */
  @Test
  void whatSomebodyElseMadeIsLeftAlone() {
    namespace.apply(
        """
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: {name: db, labels: {hipaa-operator.io/workload: ledger}}
        spec: {encryptedData: {password: AgAA}}
        """,
        "argocd-controller");
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS);

      assertThat(db.workload().await("Stalled", "True").getReason()).isEqualTo("NameConflict");
      assertThat(db.revisions()).isEmpty();
      assertThat(db.sealed().get().encryptedData()).containsOnlyKeys("password");
      assertThat(db.workload().condition("Ready").orElseThrow().getStatus()).isEqualTo("False");
    }
  }

  @Test
  void aSecretThatIsNotSealedIsNotOverwritten() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {password: of-a-person}
        """);
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS);

      var stalled = db.workload().await("Stalled", "True");
      assertThat(stalled.getReason()).isEqualTo("SecretNotSynced");
      assertThat(stalled.getMessage()).contains("already exists and is not managed");
      assertThat(db.values()).isEqualTo(Map.of("password", "of-a-person"));
    }
  }

  @Test
  void whatArgoCdWritesAsWellIsLeftToIt() {
    try (var _ = RunningOperator.on(cluster, namespace)) {
      TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS).ready();
      String token = db.sealed().get().encryptedData().get("token");

      db.edit(
          "argocd-controller",
          "{\"spec\":{\"encryptedData\":{\"password\":\"%s\"}}}".formatted(token));

      assertThat(db.workload().await("Stalled", "True").getReason()).isEqualTo("NameConflict");
      assertThat(db.sealed().get().encryptedData()).containsEntry("password", token);
      assertThat(db.workload().condition("SecretsSealed").orElseThrow().getStatus())
          .isEqualTo("False");
    }
  }

  @Test
  void theTypeOfASecretDoesNotChange() {
    TestSecret db = TestSecret.declared(cluster, namespace, TestSecret.KEYS);

    assertThatThrownBy(
            () ->
                db.change(
                    "[{\"name\":\"db\",\"type\":\"example.com/db\","
                        + "\"keys\":[{\"name\":\"a\",\"generate\":{}}]}]"))
        .hasMessageContaining("spec.secrets[0].type")
        .hasMessageContaining("type cannot change");
  }

  private void lose(TestSecret db, Predicate<ControllerRevision> which) {
    db.revisions().stream().filter(which).forEach(it -> cluster.admin().resource(it).delete());
    db.workload()
        .patch(
            "{\"metadata\":{\"annotations\":{\"hipaa-operator.io/look\":\"%s\"}}}"
                .formatted(System.nanoTime()));
  }
}
