package io.hipaaoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a status shows of drifts. */
class DriftHistoryTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final DriftHistory NONE = new DriftHistory(List.of(), 0, List.of());

  @Test
  void aDriftThatStandsIsCountedOnce() {
    DriftHistory first = after(NONE, List.of(drift("off")), List.of());
    DriftHistory second = after(first, List.of(drift("off")), List.of());

    assertThat(first.line()).isEqualTo("someone changed alias/a rotation, reported");
    assertThat(second.total()).isEqualTo(1);
    assertThat(second.added()).isEmpty();
    assertThat(second.newest()).isEqualTo(first.newest());
  }

  @Test
  void aDriftThatComesBackIsCountedAgain() {
    DriftHistory first = after(NONE, List.of(), List.of(drift("off")));
    DriftHistory second = after(first, List.of(), List.of(drift("off")));

    assertThat(second.line()).endsWith(", reverted");
    assertThat(second.total()).isEqualTo(2);
  }

  @Test
  void whatStandsIsShownHoweverManyCameLater() {
    DriftHistory history = after(NONE, List.of(drift("stands")), List.of());
    for (int i : IntStream.range(0, 30).toArray()) {
      history = after(history, List.of(drift("stands")), List.of(drift("passes " + i)));
    }

    assertThat(history.newest()).hasSize(20);
    assertThat(history.newest()).extracting(entry -> entry.found()).contains("stands", "passes 29");
    assertThat(history.total()).isEqualTo(31);
  }

  @Test
  void whatIsOwedIsTold() {
    DriftHistory lost = after(NONE, List.of(), List.of(drift("off")));
    DriftHistory told = DriftHistory.after(List.of(), 0, lost.added(), List.of(), List.of(), NOW);

    assertThat(told.newest()).isEqualTo(lost.newest());
    assertThat(told.total()).isEqualTo(1);
  }

  private static DriftHistory after(
      DriftHistory before, List<Drift> standing, List<Drift> reverted) {
    return DriftHistory.after(before.newest(), before.total(), List.of(), standing, reverted, NOW);
  }

  private static Drift drift(String found) {
    return new Drift(
        "KmsKey",
        "alias/a",
        FieldPath.ROOT.child("rotation"),
        Drift.Type.Changed,
        "every 365 days",
        found,
        null,
        null,
        true);
  }
}
