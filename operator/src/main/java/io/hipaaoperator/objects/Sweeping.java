package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectHolds;
import io.hipaaoperator.aws.ObjectHolds.Marker;
import io.hipaaoperator.aws.ObjectHolds.Version;
import io.hipaaoperator.aws.ObjectHolds.Versions;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.HoldOrder.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Looks at the versions of a bucket that a LegalHold covers, page by page, as long as a pass may
 * take.
 *
 * @param others the LegalHolds of the cluster, as they are at the time
 * @param alone no other LegalHold touches a version of the bucket meanwhile
 */
record Sweeping(
    ObjectHolds s3,
    Bucket bucket,
    HoldOrder order,
    boolean isFirst,
    Supplier<Fact<List<HoldOrder>>> others,
    Lock alone,
    InstantSource clock) {
  /** So long a pass goes on to the next page. */
  private static final Duration TURN = Duration.ofSeconds(5);

  /** A version that somebody deleted since it was listed. */
  private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion", "404");

  /**
   * How far it came.
   *
   * @param sweep with all pages that were done
   * @param failure why it could go no further; empty where its time was over, or it is at its end
   */
  record Came(Sweep sweep, Optional<Answer<?>> failure) {}

  Came from(Sweep begun) {
    List<Range> ranges = order.ranges(bucket.name());
    Instant until = clock.instant().plus(TURN);
    Sweep at = begun;
    while (at.range() < ranges.size()) {
      Answer<Sweep> page = page(at, ranges.get(at.range()));
      if (!(page instanceof Answer.Known<Sweep>(Sweep next))) {
        return new Came(at, Optional.of(page));
      }
      at = next;
      if (at.range() < ranges.size() && !clock.instant().isBefore(until)) {
        return new Came(at, Optional.empty());
      }
    }
    return new Came(at.ended(clock.instant()), Optional.empty());
  }

  private Answer<Sweep> page(Sweep at, Range range) {
    return s3.versions(bucket, range.start(), at.after()).then(page -> done(at, range, page));
  }

  private Answer<Sweep> done(Sweep at, Range range, Versions page) {
    Answer<Sweep> now = Answer.known(at);
    for (Version version : page.items()) {
      if (range.covers(version.key())) {
        now = now.then(sweep -> one(sweep, version));
      }
    }
    return now.map(sweep -> sweep.next(page.next().filter(next -> isIn(range, next))));
  }

  /** Keys come in order: behind those of the one that is sought there is none of it. */
  private static boolean isIn(Range range, Marker next) {
    return range.covers(next.key());
  }

  private Answer<Sweep> one(Sweep sweep, Version version) {
    alone.lock();
    try {
      return counted(sweep, one(version));
    } finally {
      alone.unlock();
    }
  }

  private Answer<VersionHold.Done> one(Version version) {
    var hold = new VersionHold(s3, bucket, order, isFirst);
    if (!order.spec().isReleased()) {
      return hold.hold(version);
    }
    return switch (others.get()) {
      case Fact.Known<List<HoldOrder>>(List<HoldOrder> all) ->
          hold.release(version, heir(all, version));
      case Fact.Unreachable<List<HoldOrder>>(String why, _) ->
          new Answer.Unreachable<>("whether another LegalHold covers it is not known: " + why);
    };
  }

  private Optional<String> heir(List<HoldOrder> all, Version version) {
    return all.stream()
        .filter(other -> !other.uid().equals(order.uid()))
        .filter(other -> other.covers(bucket.name(), version.key()))
        .map(HoldOrder::uid)
        .sorted()
        .findFirst();
  }

  /** What AWS refuses for one version it may do for the next. */
  private static Answer<Sweep> counted(Sweep sweep, Answer<VersionHold.Done> answer) {
    return switch (answer) {
      case Answer.Known<VersionHold.Done>(VersionHold.Done what) -> Answer.known(sweep.with(what));
      case Answer.Refused<VersionHold.Done>(String code, _) when GONE.contains(code) ->
          Answer.known(sweep);
      case Answer.Refused<VersionHold.Done>(String code, _) -> Answer.known(sweep.refused(code));
      case Answer.Unreachable<VersionHold.Done>(String why, boolean undone) ->
          new Answer.Unreachable<>(why, undone);
    };
  }
}
