package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other programs and people that write to the same objects, each in its own way. */
@ExtendWith(ClusterExtension.class)
class ForeignManagersIT {
  private static final String OPEN = "{\"spec\":{\"ingress\":[{}]}}";
  private static final String OPEN_INGRESS =
      """
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
       "metadata":{"name":"ledger-ingress"},"spec":{"ingress":[{}]}}
      """;

  private TestCluster cluster;
  private TestNamespace namespace;
  private RunningOperator operator;
  private TestWorkload workload;

  @BeforeEach
  void start(TestCluster cluster) {
    this.cluster = cluster;
    namespace = cluster.namespace();
    operator = RunningOperator.on(cluster, namespace);
    workload = namespace.declare(Specs.LEDGER).ready();
  }

  @AfterEach
  void stop() {
    operator.close();
    namespace.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubectl-edit", "kubectl-patch", "kubectl-client-side-apply", "Mozilla"})
  void anUpdateIsNamedAfterItsManager(String manager) {
    workload.patchChild("ingress", manager, OPEN);

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.manager()).isEqualTo(manager);
    assertThat(drift.time()).isNotNull();
    awaitRules("ingress", 1);
    assertThat(workload.status().lastDrift())
        .isEqualTo(manager + " changed ledger-ingress spec.ingress, reverted");
  }

  @Test
  void aReplacedChildIsPutBack() {
    NetworkPolicy other = child("ingress");
    other.getSpec().setIngress(List.of());
    other.getSpec().getPodSelector().setMatchLabels(java.util.Map.of("app", "other"));
    other.getMetadata().setLabels(null);

    cluster.admin().resource(other).update();

    assertThat(workload.awaitDrift(0))
        .extracting(DriftStatus::path)
        .contains("spec.ingress", "spec.podSelector", "metadata.labels");
    awaitRules("ingress", 1);
    assertThat(child("ingress").getSpec().getPodSelector().getMatchLabels())
        .containsEntry("app", "ledger");
  }

  @Test
  void aForcedApplyIsPutBackAndKeepsNoShare() {
    apply("ledger-ingress", "argocd-controller", OPEN_INGRESS);

    assertThat(workload.awaitDrift(0).getFirst().manager()).isEqualTo("argocd-controller");
    awaitRules("ingress", 1);
    assertThat(child("ingress").getSpec().getIngress().getFirst().getFrom()).isNotEmpty();
  }

  @Test
  void whatHappenedWhileNoOperatorRanIsFound() {
    operator.close();
    workload.patchChild("ingress", "mallory", OPEN);
    workload.child("egress").delete();

    operator = RunningOperator.on(cluster, namespace);

    List<DriftStatus> drifts = workload.awaitDrift(0);
    assertThat(drifts)
        .extracting(DriftStatus::type)
        .containsExactlyInAnyOrder("Changed", "Deleted");
    awaitRules("ingress", 1);
    assertThat(child("egress")).isNotNull();
  }

  @Test
  void aDeletedChildIsMadeAnew() {
    String uid = child("ingress").getMetadata().getUid();

    workload.child("ingress").delete();

    DriftStatus drift = workload.awaitDrift(0).getFirst();
    assertThat(drift.type()).isEqualTo("Deleted");
    assertThat(drift.name()).isEqualTo("ledger-ingress");
    assertThat(drift.path()).isNull();
    assertThat(drift.action()).isEqualTo("Reverted");
    Eventually.until(() -> child("ingress").getMetadata().getUid(), now -> !now.equals(uid));
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
        () -> child("ingress").getMetadata().getLabels(), labels -> labels.size() == 2);
    assertThat(child("ingress").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void aChildGivenToAnotherControllerIsTakenBack() {
    var other =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("other")
            .withNamespace(namespace.name())
            .endMetadata()
            .build();
    String uid = cluster.admin().resource(other).create().getMetadata().getUid();

    workload.editChild("ingress", "mallory", ownedBy(uid));

    assertThat(workload.awaitDrift(0))
        .extracting(DriftStatus::path)
        .contains("metadata.ownerReferences");
    Eventually.until(
        () -> child("ingress").getMetadata().getOwnerReferences(),
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

  private void apply(String policy, String manager, String json) {
    namespace
        .policy(policy)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build(),
            json);
  }

  private void awaitRules(String child, int count) {
    Eventually.until(() -> child(child).getSpec().getIngress(), rules -> rules.size() == count);
  }

  private NetworkPolicy child(String suffix) {
    return Objects.requireNonNull(workload.child(suffix).get(), suffix);
  }
}
