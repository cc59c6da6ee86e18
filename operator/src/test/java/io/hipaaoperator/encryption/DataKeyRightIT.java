package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data keys are made with exactly the rights that docs/iam gives, and with one less they are not.
 */
@ExtendWith(ClusterExtension.class)
class DataKeyRightIT {
  private static final String RIGHT = "kms:GenerateDataKeyWithoutPlaintext";
  private static final Path ENFORCE = Repository.file("docs/iam/enforce.json");
  private static final Path OBSERVE = Repository.file("docs/iam/observe.json");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void oneIsMadeAsSoonAsTheRightIsThere(
      TestCluster cluster, TestNamespace namespace, @TempDir Path folder) throws IOException {
    Path less = folder.resolve("less.json");
    Files.writeString(less, Repository.text(ENFORCE).replace(RIGHT, "kms:Decrypt"));
    namespace.label("phi", namespace.name());
    try (var aws = StrictAws.start();
        var key =
            TestKey.declare(
                cluster,
                "dataKey: {}, allowedNamespaces: {matchLabels: {phi: %s}}"
                    .formatted(namespace.name()))) {
      try (var _ = aws.operator(cluster, List.of(less)).ready()) {
        assertThat(key.awaitReady(PATIENCE, "DataKeyRefused").getMessage()).contains(RIGHT);
        assertThat(key.status().dataKeys()).isEmpty();
      }
      int denied = aws.denied().size();
      assertThat(aws.denied()).isNotEmpty().allMatch(line -> line.contains(RIGHT));
      try (var _ = aws.operator(cluster, List.of(ENFORCE)).ready()) {
        key.awaitReady(PATIENCE, "Converged");
        assertThat(key.status().dataKeys()).hasSize(1);
      }
      try (var _ = aws.operator(cluster, List.of(OBSERVE), "--mode", "observe").ready()) {
        key.awaitReady(PATIENCE, "Observing");
      }
      assertThat(aws.denied()).hasSize(denied);
    }
  }
}
