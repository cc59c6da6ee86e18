package io.hipaaoperator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Outcome;
import java.nio.file.Path;

/** Container images that were built here and are in no registry. */
public final class Images {
  private Images() {}

  /** Gives the local cluster an image; another cluster must be able to run it already. */
  public static void load(Path archive) {
    if (Kubeconfig.found().isLocal()) {
      Outcome loaded = Kubeconfig.cluster("load", archive.toString());
      assertThat(loaded.code()).as("exit code of cluster load %s", archive).isZero();
    }
  }

  /** Path of a program or image that the local cluster's script makes. */
  public static Path tool(String name) {
    Outcome found = Kubeconfig.cluster("tool", name);
    assertThat(found.code()).as("exit code of cluster tool %s", name).isZero();
    return Path.of(found.output().strip());
  }
}
