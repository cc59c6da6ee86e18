package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.OperatorProcess;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of two operators one works; when it is gone, the other takes over. */
@ExtendWith(ClusterExtension.class)
record LeaderElectionIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** Less than the time after which a lease runs out. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Exit code of a process that this signal ended: 128 and its number. */
  private static final int SIGTERM = 128 + 15;

  @BeforeEach
  @AfterEach
  void nobodyLeads() {
    cluster.removeLease();
  }

  @Test
  void theOtherTakesOverAtOnceWhenTheLeaderStops() {
    try (var second = waiting()) {
      TestWorkload ledger = new TestWorkload(namespace, "ledger");
      assertThat(second.scrape().passes()).isZero();

      namespace.declare(Specs.reachableBy("archive", "{podSelector: {}}"));

      Eventually.until(SOON, this::holder, holder -> holder.equals(Optional.of("second")));
      new TestWorkload(namespace, "archive").ready();
      assertThat(holder()).contains("second");
      assertThat(second.scrape().passes()).isPositive();
      assertThat(ledger.driftTotal()).isZero();
    }
  }

  /** A leader that did its work and has gone, and a second operator that watched it. */
  private RunningOperator waiting() {
    var first = elect("first");
    Eventually.until(this::holder, holder -> holder.equals(Optional.of("first")));
    var second = elect("second");
    namespace.declare(Specs.LEDGER).ready();
    assertThat(first.scrape().passes()).isPositive();
    assertThat(second.scrape().passes()).isZero();
    first.close();
    assertThat(holder()).as("given back").isEmpty();
    return second;
  }

  @Test
  void theOtherTakesOverWhenTheLeaderIsKilled() {
    try (var first = process("first").ready();
        var second = process("second").ready()) {
      Eventually.until(this::holder, Optional::isPresent);
      boolean isFirst = holder().equals(Optional.of("first"));
      TestWorkload ledger = namespace.declare(Specs.LEDGER).ready();

      (isFirst ? first : second).kill();
      ledger.open("ingress", "mallory");

      Eventually.until(LEASE, ledger::driftTotal, total -> total == 1);
      assertThat(holder()).contains(isFirst ? "second" : "first");
    }
  }

  @Test
  void aLeaderThatIsToldToStopGivesItsLeaseBackAndEnds() {
    try (var first = process("first").ready()) {
      Eventually.until(this::holder, holder -> holder.equals(Optional.of("first")));

      assertThat(first.stop()).isEqualTo(SIGTERM);

      assertThat(holder()).as("given back").isEmpty();
    }
  }

  /** Somebody else holds the lease: the old leader must not write another word. */
  @Test
  void aLeaderThatLostItsLeaseEnds() {
    try (var first = process("first").ready()) {
      Eventually.until(this::holder, holder -> holder.equals(Optional.of("first")));

      cluster.takeLease("somebody-else");

      Eventually.until(LEASE, first::isAlive, Boolean.FALSE::equals);
    }
  }

  private RunningOperator elect(String identity) {
    return RunningOperator.start(RunningOperator.electing(identity, namespace), cluster.operator());
  }

  private OperatorProcess process(String identity) {
    return OperatorProcess.start(
        cluster, "--leader-elect", "--identity", identity, "--namespaces", namespace.name());
  }

  private Optional<String> holder() {
    return cluster.lease().map(Lease::getSpec).map(spec -> spec.getHolderIdentity());
  }
}
