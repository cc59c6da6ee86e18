package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the built image and the chart to connections that are cut: nothing is in this JVM. */
@ExtendWith(ClusterExtension.class)
class InstalledOperatorIT {
  private static final String LEDGER =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec:
        selector: {matchLabels: {app: ledger}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: postgres}]
      """;

  /** Well below the 13 to 17 seconds after which a lease that nobody gives back is taken over. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private static InstalledOperator installed;

  private TestNamespace clinic;
  private ProbePod ledger;
  private ProbePod api;
  private ProbePod stranger;

  @BeforeAll
  static void install(TestCluster cluster) {
    installed = InstalledOperator.on(cluster);
  }

  @AfterAll
  static void uninstall() {
    installed.close();
  }

  @BeforeEach
  void startPods(TestCluster cluster, TestNamespace clinic, TestNamespace elsewhere) {
    this.clinic = clinic;
    ledger = ProbePod.start(cluster.admin(), clinic.name(), "ledger");
    api = ProbePod.start(cluster.admin(), clinic.name(), "api");
    stranger = ProbePod.start(cluster.admin(), elsewhere.name(), "api");
  }

  @Test
  void onlyTheDeclaredPeerConnects() {
    stranger.reaches(ledger);

    clinic.apply(LEDGER);
    PhiWorkload seen = await(workload -> is(workload, "Ready") && is(workload, "Compliant"));

    assertThat(seen.getStatus().driftTotal()).isNull();
    stranger.doesNotReach(ledger);
    api.reaches(ledger);
  }

  @Test
  void aForeignChangeIsPutBackAndTold() {
    protect();

    openTheLedger();
    DriftStatus drift = awaitDrift();

    assertThat(drift.manager()).isEqualTo("night-shift");
    assertThat(drift.path()).isEqualTo("spec.ingress");
    assertThat(drift.action()).isEqualTo("Reverted");
    assertThat(Instant.parse(drift.observed())).isAfter(Instant.now().minus(AT_ONCE));
    stranger.doesNotReach(ledger);
    api.reaches(ledger);
  }

  @Test
  void aKilledLeaderIsFollowedByOneThatRepairsWhatWasDoneMeanwhile() {
    protect();

    installed.killLeader();
    openTheLedger();

    assertThat(awaitDrift().action()).isEqualTo("Reverted");
    stranger.doesNotReach(ledger);
  }

  @Test
  void aStoppedLeaderHandsOverBeforeItsLeaseExpires() {
    String leader = installed.leader();
    Instant begun = Instant.now();

    String successor = installed.stopLeader();

    assertThat(successor).isNotEqualTo(leader);
    assertThat(Duration.between(begun, Instant.now())).isLessThan(AT_ONCE);
  }

  @Test
  void theImageRunsAsItWasTrained() {
    assertThat(installed.pods())
        .isNotEmpty()
        .allSatisfy(
            pod -> assertThat(installed.log(pod)).contains("\"started\"").doesNotContain("[aot"));
  }

  private void protect() {
    clinic.apply(LEDGER);
    await(workload -> is(workload, "Ready"));
    stranger.doesNotReach(ledger);
  }

  private void openTheLedger() {
    new TestWorkload(clinic, "ledger").open("ingress", "night-shift");
  }

  private DriftStatus awaitDrift() {
    return await(
            workload ->
                workload.getStatus().driftTotal() != null
                    && TestWorkload.isDone(workload.getStatus()))
        .getStatus()
        .drift()
        .getFirst();
  }

  private PhiWorkload await(Predicate<PhiWorkload> condition) {
    return clinic
        .workload("ledger")
        .waitUntilCondition(
            workload -> workload.getStatus() != null && condition.test(workload),
            60,
            TimeUnit.SECONDS);
  }

  private static boolean is(PhiWorkload workload, String type) {
    return workload.getStatus().conditions().stream()
        .anyMatch(
            condition -> condition.getType().equals(type) && condition.getStatus().equals("True"));
  }
}
