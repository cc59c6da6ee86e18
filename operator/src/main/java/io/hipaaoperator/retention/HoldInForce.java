package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HeldPlace;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Whether every database has committed all of a hold, and every version in its buckets is held.
 * Computed from values only.
 *
 * @param status of the condition
 * @param reason one word that stays the same
 * @param verdict with a sentence for people
 */
public record HoldInForce(String status, String reason, Verdict verdict) {

  /** That of a hold in its databases and buckets. */
  static HoldInForce of(boolean isReleased, List<HeldPlace> places) {
    return isReleased ? released(places) : held(places);
  }

  private static HoldInForce released(List<HeldPlace> places) {
    return first(places, HoldState.Acknowledged, HoldState.Unverified, HoldState.Pending)
        .or(() -> first(places, HoldState.Failed))
        .map(
            it ->
                new HoldInForce(
                    "Unknown", "Releasing", Verdict.undetermined(words(it, "not released yet"))))
        .orElseGet(
            () ->
                new HoldInForce(
                    "False", "Released", Verdict.compliant("released everywhere, as declared")));
  }

  private static HoldInForce held(List<HeldPlace> places) {
    return first(places, HoldState.Failed)
        .map(it -> new HoldInForce("False", "NotHeld", Verdict.violated(words(it, "not held"))))
        .or(
            () ->
                first(places, HoldState.Pending, HoldState.Released)
                    .map(
                        it ->
                            new HoldInForce(
                                "False",
                                "NotCommitted",
                                Verdict.violated(words(it, "nobody has held all of it yet")))))
        .or(
            () ->
                first(places, HoldState.Unverified)
                    .map(
                        it ->
                            new HoldInForce(
                                "Unknown",
                                "NotVerified",
                                Verdict.undetermined(words(it, "held, not looked at since")))))
        .orElseGet(() -> new HoldInForce("True", "InForce", Verdict.compliant(words(places))));
  }

  private static String words(List<HeldPlace> places) {
    boolean hasBucket = places.stream().anyMatch(BucketHold.class::isInstance);
    boolean hasDatabase = places.stream().anyMatch(DatabaseHold.class::isInstance);
    String rows = "every database has committed all rows of the hold";
    String versions = "every version of its objects that was there is held";
    return hasBucket && hasDatabase ? rows + ", and " + versions : hasBucket ? versions : rows;
  }

  private static Optional<HeldPlace> first(List<HeldPlace> places, HoldState... states) {
    return places.stream().filter(it -> List.of(states).contains(it.state())).findFirst();
  }

  private static String words(HeldPlace place, String otherwise) {
    return "%s: %s".formatted(place.name(), Optional.ofNullable(place.message()).orElse(otherwise));
  }

  /** The sentence. */
  String words() {
    return String.join("; ", verdict.evidence());
  }
}
