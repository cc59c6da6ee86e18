package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that somebody adds to a policy, which server-side apply alone neither sees nor removes. */
@ExtendWith(ClusterExtension.class)
class AdditionsIT {
  private static final String OPEN = "{\"spec\":{\"ingress\":[{}]}}";
  private static final String OPEN_DENY =
      """
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy",
       "metadata":{"name":"ledger-default-deny"},"spec":{"ingress":[{}]}}
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
  @ValueSource(strings = {"mallory", "argocd-controller"})
  void anAppliedAdditionIsRemoved(String manager) {
    apply("ledger-default-deny", manager, OPEN_DENY);

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.type()).isEqualTo("Added");
    assertThat(drift.manager()).isEqualTo(manager);
    assertThat(drift.weakens()).isTrue();
    awaitRules("default-deny", 0);
  }

  /** A manager's name is what its client says it is. */
  @Test
  void anAdditionInTheOperatorsOwnNameIsRemoved() {
    NetworkPolicy forged = child("default-deny");
    forged.getMetadata().setManagedFields(null);
    forged.getMetadata().setResourceVersion(null);
    forged.setSpec(forged.getSpec().edit().addNewIngress().endIngress().build());

    cluster.admin().resource(forged).fieldManager(Api.MANAGER).forceConflicts().serverSideApply();

    DriftStatus drift = workload.awaitDrift(0).getFirst();
    assertThat(drift.type()).isEqualTo("Added");
    assertThat(drift.path()).isEqualTo("spec.ingress");
    awaitRules("default-deny", 0);
  }

  @Test
  void anAdditionByAnUpdateInTheOperatorsOwnNameIsRemoved() {
    workload.patchChild("default-deny", Api.MANAGER, OPEN);

    assertThat(workload.awaitDrift(0).getFirst().type()).isEqualTo("Added");
    awaitRules("default-deny", 0);
  }

  /** Made while no operator runs, so that none sees it before its traces are wiped. */
  @Test
  void anAdditionWithoutTracesIsRemoved() {
    operator.close();
    workload.patchChild("default-deny", "mallory", OPEN);
    workload.editChild(
        "default-deny",
        "mallory",
        "[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]");
    assertThat(child("default-deny").getMetadata().getManagedFields()).isEmpty();
    assertThat(child("default-deny").getSpec().getIngress()).hasSize(1);

    operator = RunningOperator.on(cluster, namespace);

    assertThat(workload.awaitDrift(0)).extracting(DriftStatus::path).contains("spec.ingress");
    awaitRules("default-deny", 0);
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
