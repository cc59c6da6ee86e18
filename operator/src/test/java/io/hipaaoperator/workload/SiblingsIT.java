package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two workloads that share a pod: what the one declares is part of the verdict on the other. */
@ExtendWith(ClusterExtension.class)
record SiblingsIT(
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final String BATCH =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: batch}
      spec:
        selector: {matchLabels: {tier: batch}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: scheduler}}}]
            ports: [{port: 8443}]
      """;

  /** Its policy stays, since it only observes by now: nothing but its spec has changed. */
  @Test
  void whatTheOtherDoesNotDeclareAnyMoreIsUndeclared() {
    namespace.declare(BATCH).ready();
    namespace.apply(Specs.LEDGER_POD.replace("{app: ledger}", "{app: ledger, tier: batch}"));
    workload.await("Compliant", "True");

    new TestWorkload(namespace, "batch")
        .patch("{\"spec\":{\"enforcement\":\"Observe\",\"network\":{\"ingress\":[]}}}");

    assertThat(workload.await("Compliant", "False").getMessage()).isNotBlank();
    assertThat(workload.status().controls())
        .anyMatch(
            control ->
                control.verdict().equals("Violated")
                    && control.toString().contains("batch-ingress"));
    assertThat(operator.httpPort()).isPositive();
  }
}
