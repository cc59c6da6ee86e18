package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PhiWorkload on a real API server, with the rights that the chart gives. */
@ExtendWith(ClusterExtension.class)
class PhiWorkloadIT {
  private static final String LEDGER =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec:
        selector: {matchLabels: {app: ledger}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 5432}]
      """;

  private TestNamespace namespace;
  private RunningOperator operator;

  @BeforeEach
  void start(TestCluster cluster) {
    namespace = cluster.namespace();
    operator = RunningOperator.on(cluster, namespace);
    namespace.apply(LEDGER);
    awaitCondition("Ready", "True");
  }

  @AfterEach
  void stop() {
    operator.close();
    namespace.close();
  }

  @Test
  void declaresItselfInThreePolicies() {
    assertThat(namespace.policies())
        .extracting(policy -> policy.getMetadata().getName())
        .containsExactlyInAnyOrder("ledger-default-deny", "ledger-ingress", "ledger-egress");
  }

  @Test
  void aForeignChangeIsRevertedAndNamed() {
    patch("ledger-ingress", "mallory", "{\"spec\":{\"ingress\":[{}]}}");

    DriftStatus drift = awaitDrift();

    assertThat(drift.manager()).isEqualTo("mallory");
    assertThat(drift.path()).isEqualTo("spec.ingress");
    assertThat(drift.type()).isEqualTo("Changed");
    assertThat(drift.action()).isEqualTo("Reverted");
    assertThat(drift.weakens()).isTrue();
    assertThat(namespace.policy("ledger-ingress").get().getSpec().getIngress().getFirst().getFrom())
        .hasSize(1);
  }

  private DriftStatus awaitDrift() {
    return await(workload -> workload.getStatus().driftTotal() != null)
        .getStatus()
        .drift()
        .getFirst();
  }

  private void patch(String policy, String manager, String merge) {
    namespace
        .policy(policy)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build(),
            merge);
  }

  private void awaitCondition(String type, String status) {
    await(workload -> status.equals(status(workload, type)));
  }

  private PhiWorkload await(Predicate<PhiWorkload> condition) {
    return namespace.workload("ledger").waitUntilCondition(condition, 20, TimeUnit.SECONDS);
  }

  private static String status(PhiWorkload workload, String type) {
    return workload.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(Condition::getStatus)
        .findFirst()
        .orElse("absent");
  }
}
