package io.hipaaoperator.objects;

import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hold in a bucket, after a look at it. Computed from values only.
 *
 * @param order the LegalHold
 * @param bucket name of the bucket
 * @param before what was known so far
 * @param now when
 */
record HeldBucket(HoldOrder order, String bucket, Optional<BucketHold> before, Instant now) {
  private static final String UNMARKED = "the release will leave some held";

  /** So long what was seen counts as seen. */
  private static final Duration FRESH = Duration.ofHours(6);

  /** So often a look that found nothing else is told of. */
  private static final Duration TOLD = Duration.ofMinutes(15);

  /** Whether a look at this very order ended well before. */
  boolean wasHeld() {
    return known()
        .filter(it -> it.state() == HoldState.Acknowledged || it.state() == HoldState.Unverified)
        .isPresent();
  }

  /** Whether nothing is to be done any more. */
  boolean isOver() {
    return order.spec().isReleased()
        && known().filter(it -> it.state() == HoldState.Released).isPresent();
  }

  private Optional<BucketHold> known() {
    return before.filter(it -> order.digest(bucket).equals(it.digest()));
  }

  /** While a look goes on, or the next is not due. */
  BucketHold unchanged(@Nullable String why) {
    return known()
        .map(it -> isOld(it) ? with(it, HoldState.Unverified, "no look has ended since") : it)
        .map(this::current)
        .orElseGet(() -> pending(why));
  }

  /** What was held by an earlier generation is held by this one too, where it is the same. */
  private BucketHold current(BucketHold it) {
    return new BucketHold(
        it.name(),
        it.state(),
        it.generation() == null ? null : (Long) order.generation(),
        it.time(),
        it.versions(),
        it.digest(),
        it.message());
  }

  private boolean isOld(BucketHold it) {
    return it.state() == HoldState.Acknowledged && isBefore(it, FRESH);
  }

  private boolean isBefore(BucketHold it, Duration span) {
    return it.time() != null && Instant.parse(it.time()).plus(span).isBefore(now);
  }

  /** AWS, or the cluster, did not say. */
  BucketHold unread(String why) {
    return wasHeld() ? with(known().orElseThrow(), HoldState.Unverified, why) : pending(why);
  }

  /** There is nothing that could be held. */
  BucketHold unfit(String why) {
    return order.spec().isReleased()
        ? told(HoldState.Released, 0L, null)
        : told(HoldState.Failed, null, why);
  }

  /** A look ended. */
  BucketHold after(Sweep sweep) {
    if (sweep.refused() > 0) {
      String why =
          "%d of %d versions: %s"
              .formatted(sweep.refused(), sweep.versions(), sweep.refusal().orElse("refused"));
      return order.spec().isReleased()
          ? told(HoldState.Pending, null, "not released: " + why)
          : told(HoldState.Failed, null, "not held: " + why);
    }
    return order.spec().isReleased()
        ? told(HoldState.Released, sweep.versions(), null)
        : new EmptyRanges(order, bucket, sweep)
            .why()
            .map(it -> told(it.state(), sweep.versions(), it.why()))
            .orElseGet(() -> told(HoldState.Acknowledged, sweep.versions(), unmarked(sweep)));
  }

  private static @Nullable String unmarked(Sweep sweep) {
    long unmarked = sweep.count(VersionHold.Done.UNMARKED);
    return unmarked == 0 ? null : UNMARKED + ": %d versions have too many tags".formatted(unmarked);
  }

  /** Only the look that put them under hold saw that they can't be marked: it stays said. */
  private @Nullable String said(@Nullable String why) {
    Optional<String> left =
        before
            .flatMap(it -> Optional.ofNullable(it.message()))
            .filter(it -> it.contains(UNMARKED))
            .map(it -> it.substring(it.indexOf(UNMARKED)));
    return why == null
        ? left.orElse(null)
        : left.filter(_ -> !why.contains(UNMARKED)).map(it -> why + "; " + it).orElse(why);
  }

  /** The same as a moment ago is not told anew. */
  private BucketHold steady(BucketHold next) {
    return known().filter(it -> isSame(it, next) && !isBefore(it, TOLD)).orElse(next);
  }

  private static boolean isSame(BucketHold it, BucketHold other) {
    return it.equals(with(other, it.time()));
  }

  private static BucketHold with(BucketHold it, @Nullable String time) {
    return new BucketHold(
        it.name(), it.state(), it.generation(), time, it.versions(), it.digest(), it.message());
  }

  private BucketHold told(HoldState state, @Nullable Long versions, @Nullable String why) {
    return steady(
        new BucketHold(
            bucket,
            state,
            versions == null ? null : (Long) order.generation(),
            versions == null ? null : now.truncatedTo(ChronoUnit.SECONDS).toString(),
            versions,
            order.digest(bucket),
            said(why)));
  }

  /** What an earlier generation held is held still. */
  private BucketHold pending(@Nullable String why) {
    return new BucketHold(bucket, HoldState.Pending, null, null, null, null, said(why));
  }

  private BucketHold with(BucketHold it, HoldState state, String why) {
    return new BucketHold(
        it.name(), state, it.generation(), it.time(), it.versions(), it.digest(), said(why));
  }

  /** Holds that somebody lifted, which were put again. */
  Optional<Drift> drift(Sweep sweep) {
    long again = sweep.count(VersionHold.Done.PUT_AGAIN);
    return wasHeld() && again > 0
        ? Optional.of(
            new Drift(
                "LegalHoldVersions",
                bucket,
                FieldPath.ROOT,
                Drift.Type.Removed,
                sweep.versions() + " versions held",
                again + " of them were not",
                null,
                null,
                true))
        : Optional.empty();
  }
}
