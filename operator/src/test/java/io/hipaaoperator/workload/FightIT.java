package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another program that opens a policy again as soon as it is put back. */
@ExtendWith(ClusterExtension.class)
class FightIT {
  private static final String OPEN = "{\"spec\":{\"ingress\":[{}]}}";
  private static final Duration STEP = Duration.ofMillis(5);
  private static final Duration WHILE = Duration.ofSeconds(6);

  /** Pauses of 1, 2 and 4 seconds: that many repairs may fall into the time, each undone. */
  private static final long WRITES = 2 * 3;

  private final AtomicBoolean fights = new AtomicBoolean(true);
  private TestNamespace namespace;
  private RunningOperator operator;
  private TestWorkload workload;
  private Thread other;

  @BeforeEach
  void start(TestCluster cluster) {
    namespace = cluster.namespace();
    operator = RunningOperator.on(cluster, namespace);
    workload = namespace.declare(Specs.LEDGER).ready();
    other = Thread.ofVirtual().start(this::fight);
  }

  @AfterEach
  void stop() throws InterruptedException {
    fights.set(false);
    other.join();
    operator.close();
    namespace.close();
  }

  @Test
  void whoFightsWithoutEndIsAnsweredAfterPauses() {
    workload.await(FightIT::isCalledAFight);
    assertThat(workload.condition("Drifted").orElseThrow().getMessage())
        .contains("mallory changed ledger-ingress spec.ingress");
    assertThat(workload.await("Ready", "False").getReason()).isEqualTo(Conditions.RECURS);

    long before = generation();
    Eventually.pause(WHILE);
    assertThat(generation() - before).isLessThanOrEqualTo(WRITES);

    fights.set(false);
    workload.ready();
    Eventually.holds(() -> !isOpen());
  }

  private void fight() {
    while (fights.get()) {
      if (!isOpen()) {
        workload.patchChild("ingress", "mallory", OPEN);
      }
      Eventually.pause(STEP);
    }
  }

  private boolean isOpen() {
    return child().getSpec().getIngress().getFirst().getFrom().isEmpty();
  }

  private long generation() {
    return child().getMetadata().getGeneration();
  }

  private NetworkPolicy child() {
    return Objects.requireNonNull(workload.child("ingress").get());
  }

  private static boolean isCalledAFight(PhiWorkloadStatus status) {
    return TestWorkload.condition(status, "Drifted")
        .map(Condition::getReason)
        .filter(Conditions.RECURS::equals)
        .isPresent();
  }
}
