package io.hipaaoperator.workload;

import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What analyses data is noticed wherever it is, as it comes, is relabelled and goes. */
@ExtendWith(ClusterExtension.class)
record AnalyticsIT(
    TestCluster cluster, TestNamespace namespace, RunningOperator operator, TestNamespace science) {
  private static final String REPORT =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: report, labels: {app: report, hipaa-operator.io/data-class: analytics}}
      spec:
        nodeSelector: {no: node}
        containers: [{name: c, image: example.org/report}]
      """;

  /** Every workload of the cluster is judged by it: no other test is to find it. */
  @AfterEach
  void removeReport() {
    var pod = cluster.admin().pods().inNamespace(science.name()).withName("report");
    pod.withGracePeriod(0).delete();
    Eventually.until(pod::get, Objects::isNull);
  }

  /** The pod says that it is of analytics, its namespace does not; but a rule asks for a label. */
  @Test
  void aNamespaceWhoseNewLabelARuleAdmits() {
    TestWorkload workload =
        namespace.declare(
            Specs.reachableBy("ledger", "{namespaceSelector: {matchLabels: {team: science}}}"));
    workload.ready();
    science.apply(REPORT);
    workload.awaitVerdict("A36", "Compliant");

    label("science");
    workload.awaitVerdict("A36", "Violated");

    label("history");
    workload.awaitVerdict("A36", "Compliant");
  }

  private void label(String team) {
    cluster
        .admin()
        .namespaces()
        .withName(science.name())
        .edit(
            namespace ->
                namespace.edit().editMetadata().addToLabels("team", team).endMetadata().build());
  }
}
