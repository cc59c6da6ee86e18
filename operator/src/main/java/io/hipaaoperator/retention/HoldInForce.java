package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Whether every database has committed all of a hold. Computed from values only.
 *
 * @param status of the condition
 * @param reason one word that stays the same
 * @param verdict with a sentence for people
 */
public record HoldInForce(String status, String reason, Verdict verdict) {

  /** That of a hold in its databases. */
  static HoldInForce of(boolean isReleased, List<DatabaseHold> databases) {
    return isReleased ? released(databases) : held(databases);
  }

  private static HoldInForce released(List<DatabaseHold> databases) {
    return first(databases, HoldState.Acknowledged, HoldState.Unverified, HoldState.Pending)
        .or(() -> first(databases, HoldState.Failed))
        .map(
            it ->
                new HoldInForce(
                    "Unknown", "Releasing", Verdict.undetermined(words(it, "not released yet"))))
        .orElseGet(
            () ->
                new HoldInForce(
                    "False",
                    "Released",
                    Verdict.compliant("released in every database, as declared")));
  }

  private static HoldInForce held(List<DatabaseHold> databases) {
    return first(databases, HoldState.Failed)
        .map(it -> new HoldInForce("False", "NotHeld", Verdict.violated(words(it, "not held"))))
        .or(
            () ->
                first(databases, HoldState.Pending, HoldState.Released)
                    .map(
                        it ->
                            new HoldInForce(
                                "False",
                                "NotCommitted",
                                Verdict.violated(words(it, "no run has committed it yet")))))
        .or(
            () ->
                first(databases, HoldState.Unverified)
                    .map(
                        it ->
                            new HoldInForce(
                                "Unknown",
                                "NotVerified",
                                Verdict.undetermined(words(it, "committed, not looked at since")))))
        .orElseGet(
            () ->
                new HoldInForce(
                    "True",
                    "InForce",
                    Verdict.compliant("every database has committed all rows of the hold")));
  }

  private static Optional<DatabaseHold> first(List<DatabaseHold> databases, HoldState... states) {
    return databases.stream().filter(it -> List.of(states).contains(it.state())).findFirst();
  }

  private static String words(DatabaseHold database, String otherwise) {
    return "%s: %s"
        .formatted(database.name(), Optional.ofNullable(database.message()).orElse(otherwise));
  }

  /** The sentence. */
  String words() {
    return String.join("; ", verdict.evidence());
  }
}
