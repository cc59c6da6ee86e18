package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rows that were taken away or changed behind the back: a run put back what it had laid before. */
final class HoldDrift {
  private HoldDrift() {}

  /** What newer runs than those of the status put back. */
  static ChildPass of(LegalHoldStatus before, List<DatabaseHold> states, HoldRuns runs) {
    List<Drift> drifts =
        states.stream()
            .filter(now -> now.state() == HoldState.Acknowledged)
            .filter(now -> wasCommitted(before, now))
            .flatMap(now -> drift(now, runs).stream())
            .toList();
    return put(drifts);
  }

  /** What was put back. */
  static ChildPass put(List<Drift> drifts) {
    return new ChildPass(
        List.of(), drifts, List.of(), List.of(), List.of(), List.of(), Duration.ZERO, List.of());
  }

  /** A Job may be seen to end before what its pod left. */
  private static boolean wasCommitted(LegalHoldStatus before, DatabaseHold now) {
    return HoldStatus.find(before, now.name())
        .filter(it -> Objects.equals(it.digest(), now.digest()))
        .filter(it -> it.state() != HoldState.Acknowledged || !Objects.equals(it.job(), now.job()))
        .isPresent();
  }

  private static Optional<Drift> drift(DatabaseHold now, HoldRuns runs) {
    return runs.newest(now.name())
        .flatMap(ended -> ended.left())
        .flatMap(left -> RunLine.read(left.getMessage()))
        .map(line -> line.number("changed"))
        .filter(changed -> changed > 0)
        .map(
            changed ->
                new Drift(
                    "LegalHoldRows",
                    now.name(),
                    FieldPath.ROOT,
                    Drift.Type.Removed,
                    now.rows() + " rows",
                    changed + " of them were gone",
                    null,
                    null,
                    true));
  }
}
