package io.hipaaoperator.children;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a repair waits after those before it. */
class RepairPaceTest {
  private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
  private static final Drift OPENED = drift("ingress", "[{}]");

  private static Drift drift(String field, String found) {
    var path = FieldPath.ROOT.child("spec").child(field);
    return new Drift(
        "NetworkPolicy",
        "records-ingress",
        path,
        Drift.Type.Changed,
        "[]",
        found,
        "kubectl-edit",
        "2026-01-01T00:00:00Z",
        true);
  }

  @Test
  void theFirstRepairsAreMadeAtOnceAndThenPausesDoubleUpToAMinute() {
    assertThat(pauses(OPENED.ranked(false)))
        .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void whatOpensSomethingNeverStandsForLong() {
    assertThat(pauses(OPENED))
        .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 10L, 10L, 10L, 10L, 10L);
  }

  private static List<Long> pauses(Drift drift) {
    List<Long> pauses = new ArrayList<>();
    RepairPace pace = RepairPace.NONE;
    for (int i = 0; i < 14; i++) {
      pauses.add(pace.pause(List.of(drift), NOW).toSeconds());
      pace = pace.with(List.of(drift), NOW);
    }
    return pauses;
  }

  @Test
  void thePausePasses() {
    RepairPace pace = after(8, OPENED);

    assertThat(pace.pause(List.of(OPENED), NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(5));
    assertThat(pace.pause(List.of(OPENED), NOW.plusSeconds(9))).isZero();
  }

  @Test
  void somethingNewIsPutBackAtOnceAlsoBesideWhatRecurs() {
    Drift other = drift("egress", "[{}]");

    assertThat(after(20, OPENED).pause(List.of(OPENED, other), NOW)).isZero();
  }

  /** Each of its writes has another time. */
  @Test
  void theSameIsTheSameAtAnyTime() {
    assertThat(after(20, OPENED).pause(List.of(OPENED.untimed()), NOW)).isPositive();
  }

  @Test
  void anotherValueEachTimeIsPacedAsWellIfOnlyLater() {
    RepairPace pace = RepairPace.NONE;
    for (int i = 0; i < RepairPace.AT_ONCE * RepairPace.VARIED; i++) {
      assertThat(pace.pause(List.of(drift("ingress", "[" + i + "]")), NOW)).isZero();
      pace = pace.with(List.of(drift("ingress", "[" + i + "]")), NOW);
    }

    assertThat(pace.pause(List.of(drift("ingress", "[x]")), NOW)).isPositive();
  }

  @Test
  void whatIsRememberedHasABound() {
    RepairPace pace = RepairPace.NONE;
    for (int i = 0; i < 3 * RepairPace.KNOWN; i++) {
      pace = pace.with(List.of(drift("ingress", "[" + i + "]")), NOW);
    }

    assertThat(pace.times()).hasSizeLessThanOrEqualTo(RepairPace.KNOWN);
    assertThat(pace.pause(List.of(drift("ingress", "[x]")), NOW)).isPositive();
  }

  @Test
  void quietMinutesAreForgiven() {
    assertThat(after(9, OPENED).isOver(NOW.plusSeconds(299))).isFalse();
    assertThat(after(9, OPENED).isOver(NOW.plusSeconds(300))).isTrue();
    assertThat(RepairPace.NONE.isOver(NOW)).isTrue();
  }

  @Test
  void whatRecursIsNamed() {
    assertThat(after(RepairPace.AT_ONCE - 1, OPENED).recurring()).isEmpty();
    assertThat(after(RepairPace.AT_ONCE, OPENED).recurring()).contains(OPENED.untimed());
  }

  private static RepairPace after(int repairs, Drift drift) {
    RepairPace pace = RepairPace.NONE;
    for (int i = 0; i < repairs; i++) {
      pace = pace.with(List.of(drift), NOW);
    }
    return pace;
  }
}
