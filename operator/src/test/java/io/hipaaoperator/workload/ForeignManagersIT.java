package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other programs and people that write to the same objects, each in its own way. */
@ExtendWith(ClusterExtension.class)
record ForeignManagersIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final String OPEN_INGRESS =
      """
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
       "metadata":{"name":"ledger-ingress"},"spec":{"ingress":[{}]}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"kubectl-edit", "kubectl-patch", "kubectl-client-side-apply", "Mozilla"})
  void anUpdateIsNamedAfterItsManager(String manager) {
    workload.open("ingress", manager);

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.manager()).isEqualTo(manager);
    assertThat(drift.time()).isNotNull();
    workload.awaitRules("ingress", 1);
    assertThat(workload.status().lastDrift())
        .isEqualTo(manager + " changed ledger-ingress spec.ingress, reverted");
  }

  @Test
  void aReplacedChildIsPutBack() {
    NetworkPolicy other = workload.policy("ingress");
    other.getSpec().setIngress(List.of());
    other.getSpec().getPodSelector().setMatchLabels(java.util.Map.of("app", "other"));
    other.getMetadata().setLabels(null);

    cluster.admin().resource(other).update();

    assertThat(workload.awaitDrift(0))
        .extracting(DriftStatus::path)
        .contains("spec.ingress", "spec.podSelector", "metadata.labels");
    workload.awaitRules("ingress", 1);
    assertThat(workload.policy("ingress").getSpec().getPodSelector().getMatchLabels())
        .containsEntry("app", "ledger");
  }

  @Test
  void aForcedApplyIsPutBackAndKeepsNoShare() {
    namespace.apply(OPEN_INGRESS, "argocd-controller");

    assertThat(workload.awaitDrift(0).getFirst().manager()).isEqualTo("argocd-controller");
    workload.awaitRules("ingress", 1);
    assertThat(workload.policy("ingress").getSpec().getIngress().getFirst().getFrom()).isNotEmpty();
  }

  @Test
  void whatHappenedWhileNoOperatorRanIsFound() {
    operator.close();
    workload.open("ingress", "mallory");
    workload.child("egress").delete();

    try (var _ = RunningOperator.on(cluster, namespace)) {
      assertThat(workload.awaitDrift(0))
          .extracting(DriftStatus::type)
          .containsExactlyInAnyOrder("Changed", "Deleted");
      workload.awaitRules("ingress", 1);
      assertThat(workload.policy("egress")).isNotNull();
    }
  }

  @Test
  void aDeletedChildIsMadeAnew() {
    String uid = workload.policy("ingress").getMetadata().getUid();

    workload.child("ingress").delete();

    DriftStatus drift = workload.awaitDrift(0).getFirst();
    assertThat(drift.type()).isEqualTo("Deleted");
    assertThat(drift.name()).isEqualTo("ledger-ingress");
    assertThat(drift.path()).isNull();
    assertThat(drift.action()).isEqualTo("Reverted");
    Eventually.until(
        () -> workload.policy("ingress").getMetadata().getUid(), now -> !now.equals(uid));
  }

  @Test
  void allChildrenDeletedAtOnceAreMadeAnew() {
    cluster.admin().network().v1().networkPolicies().inNamespace(namespace.name()).delete();

    Eventually.until(workload::driftTotal, total -> total >= 3);
    Eventually.until(namespace::policies, policies -> policies.size() == 3);
    workload.await("Drifted", "False");
  }

  /** Both labels, the owner reference and the operator's annotation at once. */
  @Test
  void aChildStrippedOfAllMarksIsTakenBack() {
    workload.patchChild(
        "ingress",
        "mallory",
        "{\"metadata\":{\"labels\":null,\"annotations\":null,\"ownerReferences\":null}}");

    assertThat(workload.awaitDrift(0))
        .extracting(DriftStatus::path)
        .contains("metadata.labels", "metadata.annotations", "metadata.ownerReferences");
    Eventually.until(
        () -> workload.policy("ingress").getMetadata().getLabels(), labels -> labels.size() == 2);
    assertThat(workload.policy("ingress").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void aChildGivenToAnotherControllerIsTakenBack() {
    String uid = namespace.configMap("other").getMetadata().getUid();

    workload.editChild("ingress", "mallory", ownedBy(uid));

    assertThat(workload.awaitDrift(0))
        .extracting(DriftStatus::path)
        .contains("metadata.ownerReferences");
    Eventually.until(
        () -> workload.policy("ingress").getMetadata().getOwnerReferences(),
        owners -> owners.size() == 1 && owners.getFirst().getKind().equals("PhiWorkload"));
    assertThat(workload.condition("Stalled")).isEmpty();
  }

  private static String ownedBy(String uid) {
    return """
        [{"op":"replace","path":"/metadata/ownerReferences","value":
          [{"apiVersion":"v1","kind":"ConfigMap","name":"other","uid":"%s","controller":true}]}]
        """
        .formatted(uid);
  }
}
