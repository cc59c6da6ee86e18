package io.hipaaoperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Outcome;
import io.hipaaoperator.chart.Repository;
import org.junit.jupiter.api.Test;

/** The local cluster's own tests that need no cluster. */
class LocalClusterTest {
  @Test
  void whichProcessesAreAClustersAndWhatTheyInherit() {
    String script = Repository.file("sample-workloads/local-cluster/test/processes.sh").toString();

    Outcome run = Outcome.of(new ProcessBuilder(script).redirectErrorStream(true));

    assertThat(run.code()).as(run.output()).isZero();
  }
}
