package io.hipaaoperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Outcome;
import io.hipaaoperator.chart.Repository;
import org.junit.jupiter.api.Test;

/** The emulator's own tests, of each operation and refusal that it adds, on a server of theirs. */
class EmulatorOverlayIT {
  @Test
  void whatItAddsIsAsItsOwnTestsSay() {
    String folder = Repository.file("sample-workloads/local-cluster/emulator").toString();
    String python = Images.tool("emulator-python").toString();
    var program = new ProcessBuilder(python, "-m", "unittest", "discover", "-s", folder);
    program.environment().remove("AWS_ENDPOINT_URL");

    Outcome run = Outcome.of(program.redirectErrorStream(true));

    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).containsPattern("Ran [1-9]\\d* tests").doesNotContain("skipped");
  }
}
