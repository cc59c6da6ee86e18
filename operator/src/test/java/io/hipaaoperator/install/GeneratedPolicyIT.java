package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples that need AWS, with exactly the rights that docs/iam gives each mode. */
@ExtendWith(ClusterExtension.class)
class GeneratedPolicyIT {
  private static final List<String> SAMPLES =
      List.of(
          "sample-workloads/encryption/key.yaml",
          "sample-workloads/audit/sinks.yaml",
          "operator/src/test/resources/install/eks-key.yaml");
  private static final Path ENFORCE = Repository.file("docs/iam/enforce.json");
  private static final Path OBSERVE = Repository.file("docs/iam/observe.json");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private StrictAws aws;
  private TestCluster cluster;
  private List<HasMetadata> samples;

  @BeforeEach
  void start(TestCluster cluster) {
    this.cluster = cluster;
    aws = StrictAws.start();
    samples = SAMPLES.stream().map(Repository::file).flatMap(this::declared).toList();
  }

  @AfterEach
  void stop() {
    samples.forEach(this::remove);
    aws.close();
  }

  private void remove(HasMetadata sample) {
    if (sample.getKind().equals("EncryptionKey")) {
      cluster.removeKey(sample.getMetadata().getName());
    } else {
      cluster.admin().resource(sample).delete();
    }
  }

  @Test
  void eachModeNeedsWhatItsPolicyAllowsAndNoMore() {
    try (var _ = aws.operator(cluster, List.of(ENFORCE)).ready()) {
      await(Set.of("Converged"));
      assertThat(aws.denied()).isEmpty();
    }
    try (var _ = aws.operator(cluster, List.of(OBSERVE), "--mode", "observe").ready()) {
      await(Set.of("Observing"));
      assertThat(aws.denied()).isEmpty();
    }
  }

  @Test
  void whatThePolicyOfItsModeDoesNotAllowIsRefused() {
    try (var _ = aws.operator(cluster, List.of(OBSERVE)).ready()) {
      await(Set.of("CreateRefused", "WriteRefused", "KeyNotReady"));
      assertThat(aws.denied()).isNotEmpty();
    }
  }

  private Stream<HasMetadata> declared(Path sample) {
    try (InputStream yaml = Files.newInputStream(sample)) {
      return cluster.admin().load(yaml).items().stream()
          .map(item -> cluster.admin().resource(item).serverSideApply());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until each sample's condition Ready has one of these reasons. */
  private void await(Set<String> reasons) {
    Eventually.until(PATIENCE, this::reasons, reasons::containsAll);
  }

  private Set<String> reasons() {
    return samples.stream().map(this::reason).collect(Collectors.toSet());
  }

  private String reason(HasMetadata sample) {
    var now = (GenericKubernetesResource) cluster.admin().resource(sample).get();
    List<Map<String, String>> conditions = now.get("status", "conditions");
    return conditions == null
        ? "None"
        : conditions.stream()
            .filter(condition -> condition.get("type").equals("Ready"))
            .map(condition -> condition.get("reason"))
            .collect(Collectors.joining());
  }
}
