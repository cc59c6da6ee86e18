package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that somebody adds to a policy, which server-side apply alone neither sees nor removes. */
@ExtendWith(ClusterExtension.class)
record AdditionsIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final String OPEN_DENY =
      """
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
       "metadata":{"name":"ledger-default-deny"},"spec":{"ingress":[{}]}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"mallory", "argocd-controller"})
  void anAppliedAdditionIsRemoved(String manager) {
    namespace.apply(OPEN_DENY, manager);

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.type()).isEqualTo("Added");
    assertThat(drift.manager()).isEqualTo(manager);
    assertThat(drift.weakens()).isTrue();
    workload.awaitRules("default-deny", 0);
  }

  /** A manager's name is what its client says it is. */
  @Test
  void anAdditionInTheOperatorsOwnNameIsRemoved() {
    NetworkPolicy forged = workload.policy("default-deny");
    forged.getMetadata().setManagedFields(null);
    forged.getMetadata().setResourceVersion(null);
    forged.setSpec(forged.getSpec().edit().addNewIngress().endIngress().build());

    cluster.admin().resource(forged).fieldManager(Api.MANAGER).forceConflicts().serverSideApply();

    DriftStatus drift = workload.awaitDrift(0).getFirst();
    assertThat(drift.type()).isEqualTo("Added");
    assertThat(drift.path()).isEqualTo("spec.ingress");
    workload.awaitRules("default-deny", 0);
  }

  @Test
  void anAdditionByAnUpdateInTheOperatorsOwnNameIsRemoved() {
    workload.open("default-deny", Api.MANAGER);

    assertThat(workload.awaitDrift(0).getFirst().type()).isEqualTo("Added");
    workload.awaitRules("default-deny", 0);
  }

  /** Made while no operator runs, so that none sees it before its traces are wiped. */
  @Test
  void anAdditionWithoutTracesIsRemoved() {
    operator.close();
    workload.open("default-deny", "mallory");
    workload.editChild(
        "default-deny",
        "mallory",
        "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]");
    assertThat(workload.policy("default-deny").getMetadata().getManagedFields()).isEmpty();
    assertThat(workload.policy("default-deny").getSpec().getIngress()).hasSize(1);

    try (var _ = RunningOperator.on(cluster, namespace)) {
      assertThat(workload.awaitDrift(0)).extracting(DriftStatus::path).contains("spec.ingress");
      workload.awaitRules("default-deny", 0);
    }
  }
}
