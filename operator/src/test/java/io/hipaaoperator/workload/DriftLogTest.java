package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T08:00:00.123456Z");
  private static final Drift DRIFT = Passes.drift("ingress", "[{}]");

  @Test
  void whatWasPutBackIsReverted() {
    DriftLog log = log(PhiWorkloadStatus.NONE, Passes.plain().drifts(DRIFT));

    assertThat(log.total()).isEqualTo(1);
    assertThat(log.newest())
        .containsExactly(
            new DriftStatus(
                "NetworkPolicy",
                "records-ingress",
                "spec.ingress",
                "Changed",
                "[]",
                "[{}]",
                "kubectl-edit",
                "2026-01-01T00:00:00Z",
                true,
                "Reverted",
                "2026-01-02T08:00:00.123Z"));
    assertThat(log.line()).isEqualTo("kubectl-edit changed records-ingress spec.ingress, reverted");
  }

  @Test
  void whatCouldNotBePutBackIsReported() {
    Passes refused = Passes.plain().drifts(DRIFT).refused(Passes.forbidden("records-ingress"));

    assertThat(log(PhiWorkloadStatus.NONE, refused).newest())
        .extracting(DriftStatus::action)
        .containsExactly("Reported");
  }

  /** Another child's trouble is not this one's. */
  @Test
  void whatWasPutBackIsRevertedWhateverElseWasRefused() {
    Passes refused = Passes.plain().drifts(DRIFT).refused(Passes.forbidden("records-egress"));

    assertThat(log(PhiWorkloadStatus.NONE, refused).newest())
        .extracting(DriftStatus::action)
        .containsExactly("Reverted");
  }

  @Test
  void observingReports() {
    DriftLog log = log(PhiWorkloadStatus.NONE, Passes.plain().observing().drifts(DRIFT));

    assertThat(log.line()).isEqualTo("kubectl-edit changed records-ingress spec.ingress, reported");
  }

  @Test
  void aStandingDriftIsCountedOnce() {
    Passes standing = Passes.plain().observing().drifts(DRIFT);
    PhiWorkloadStatus first = status(PhiWorkloadStatus.NONE, standing);
    PhiWorkloadStatus second = status(first, standing);

    assertThat(second.driftTotal()).isEqualTo(1);
    assertThat(log(first, standing).added()).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aRevertedDriftThatComesBackIsCountedAgain() {
    Passes reverted = Passes.plain().drifts(DRIFT);
    PhiWorkloadStatus first = status(PhiWorkloadStatus.NONE, reverted);

    assertThat(status(first, reverted).driftTotal()).isEqualTo(2);
  }

  @Test
  void anotherValueIsAnotherDrift() {
    PhiWorkloadStatus first =
        status(PhiWorkloadStatus.NONE, Passes.plain().observing().drifts(DRIFT));

    assertThat(
            status(first, Passes.plain().observing().drifts(Passes.drift("ingress", "[1]")))
                .driftTotal())
        .isEqualTo(2);
  }

  @Test
  void theNewestComeFirstAndTwentyAreKept() {
    PhiWorkloadStatus status = PhiWorkloadStatus.NONE;
    for (int i = 0; i < 25; i++) {
      status = status(status, Passes.plain().drifts(Passes.drift("field" + i, "x")));
    }

    assertThat(status.driftTotal()).isEqualTo(25);
    assertThat(status.drift()).hasSize(20);
    assertThat(status.drift())
        .extracting(DriftStatus::path)
        .startsWith("spec.field24", "spec.field23")
        .endsWith("spec.field5");
    assertThat(status.lastDrift()).contains("spec.field24");
  }

  @Test
  void manyAtOnceAreCountedAll() {
    Drift[] many =
        IntStream.range(0, 30).mapToObj(i -> Passes.drift("f" + i, "x")).toArray(Drift[]::new);

    PhiWorkloadStatus status = status(PhiWorkloadStatus.NONE, Passes.plain().drifts(many));

    assertThat(status.driftTotal()).isEqualTo(30);
    assertThat(status.drift()).hasSize(20);
  }

  /** More standing drifts than are kept must not be found anew on every pass. */
  @Test
  void manyStandingDriftsSettle() {
    Drift[] many =
        IntStream.range(0, 30).mapToObj(i -> Passes.drift("f" + i, "x")).toArray(Drift[]::new);
    Passes standing = Passes.plain().observing().drifts(many);
    PhiWorkloadStatus first = status(PhiWorkloadStatus.NONE, standing);

    assertThat(status(first, standing)).isEqualTo(first);
  }

  /** Else it would be found anew, and push another one out, for ever. */
  @Test
  void aStandingDriftIsKeptHoweverManyNewerThereAre() {
    PhiWorkloadStatus status = PhiWorkloadStatus.NONE;
    for (int i = 0; i < 25; i++) {
      Drift restless = Passes.drift("egress", "value " + i);
      status = status(status, Passes.plain().observing().drifts(DRIFT, restless));
    }

    assertThat(status.driftTotal()).isEqualTo(26);
    assertThat(status.drift()).hasSize(20);
    assertThat(status.drift().getLast().path()).isEqualTo("spec.ingress");
  }

  /** Its own report failed: it is shown, counted and told with the next one. */
  @Test
  void anOwedDriftIsCountedOnce() {
    DriftLog lost = log(PhiWorkloadStatus.NONE, Passes.plain().drifts(DRIFT));

    assertThat(lost.after(Passes.plain().pass(), NOW)).isEqualTo(lost);
  }

  @Test
  void aWholeObjectHasNoPathAndNobodyToName() {
    var deleted = Drift.deleted("NetworkPolicy", "records-ingress", true);
    DriftLog log = log(PhiWorkloadStatus.NONE, Passes.plain().drifts(deleted));

    assertThat(log.line()).isEqualTo("someone deleted records-ingress, reverted");
    assertThat(log.newest().getFirst().path()).isNull();
  }

  @Test
  void aDriftThatStandsIsACondition() {
    PhiWorkloadStatus standing =
        status(PhiWorkloadStatus.NONE, Passes.plain().observing().drifts(DRIFT));
    PhiWorkloadStatus reverted = status(PhiWorkloadStatus.NONE, Passes.plain().drifts(DRIFT));

    assertThat(drifted(standing)).isEqualTo("True DriftStands");
    assertThat(drifted(reverted)).isEqualTo("False DriftReverted");
    assertThat(drifted(status(standing, Passes.plain()))).isEqualTo("False DriftReverted");
  }

  private static String drifted(PhiWorkloadStatus status) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals("Drifted"))
        .map(c -> c.getStatus() + " " + c.getReason())
        .findFirst()
        .orElseThrow();
  }

  private static DriftLog log(PhiWorkloadStatus before, Passes passes) {
    return DriftLog.of(before).after(passes.pass(), NOW);
  }

  private static PhiWorkloadStatus status(PhiWorkloadStatus before, Passes passes) {
    return WorkloadStatus.next(before, passes.pass(), log(before, passes), NOW);
  }
}
