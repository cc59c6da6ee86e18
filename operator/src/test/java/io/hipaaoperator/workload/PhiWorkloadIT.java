package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A PhiWorkload on a real API server, with the rights that the chart gives. */
@ExtendWith(ClusterExtension.class)
record PhiWorkloadIT(
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {

  @Test
  void declaresItselfInThreePolicies() {
    assertThat(namespace.policies())
        .extracting(policy -> policy.getMetadata().getName())
        .containsExactlyInAnyOrder("ledger-default-deny", "ledger-ingress", "ledger-egress");
  }

  @Test
  void aForeignChangeIsRevertedAndNamed() {
    workload.open("ingress", "mallory");

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.manager()).isEqualTo("mallory");
    assertThat(drift.path()).isEqualTo("spec.ingress");
    assertThat(drift.type()).isEqualTo("Changed");
    assertThat(drift.action()).isEqualTo("Reverted");
    assertThat(drift.weakens()).isTrue();
    assertThat(workload.isOpen("ingress")).isFalse();
  }
}
