package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** AWS deletes a key for an operator that has the policy for it beside that of its mode. */
@ExtendWith(ClusterExtension.class)
class KeyDeletionRightIT {
  private static final Path ENFORCE = Repository.file("docs/iam/enforce.json");
  private static final Path DELETION = Repository.file("docs/iam/key-deletion.json");

  private TestCluster cluster;
  private StrictAws aws;

  @BeforeEach
  void start(TestCluster cluster) {
    this.cluster = cluster;
    cluster.install("--set", "replicas=0", "--set", "keyDeletion.enabled=true");
    aws = StrictAws.start();
  }

  @AfterEach
  void stop() {
    cluster.install("--set", "replicas=0", "--set", "keyDeletion.enabled=false");
    aws.close();
  }

  @Test
  void theKeyStaysUntilTheRightIsThere() {
    TestKey key = TestKey.declare(cluster, "");
    try (var _ = aws.operator(cluster, List.of(ENFORCE)).ready()) {
      key.ready();
      key.apply(
          "deletionPolicy: ScheduleDeletion, deletionWindowDays: 7, acknowledgeDeletion: "
              + key.alias());
      key.await(_ -> key.get().getMetadata().getFinalizers().contains(KeyFinalizer.NAME));
      key.resource().delete();

      assertThat(key.awaitReady("DeletionRefused").getMessage())
          .contains("docs/iam/key-deletion.json");
      assertThat(aws.state(key.id())).isEqualTo("Enabled");
    }
    assertThat(aws.denied()).isNotEmpty().allMatch(line -> line.contains("ScheduleKeyDeletion"));
    String id = key.id();
    try (var _ = aws.operator(cluster, List.of(ENFORCE, DELETION)).ready()) {
      Eventually.until(() -> key.resource().get(), Objects::isNull);

      assertThat(aws.state(id)).isEqualTo("PendingDeletion");
    }
  }
}
