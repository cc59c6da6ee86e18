package io.hipaaoperator.objects;

import io.hipaaoperator.aws.ObjectHolds.Marker;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a look at all versions of a bucket has come. It is kept in memory, since keys may tell
 * who a patient is: whoever starts anew begins at the first page, and puts nothing twice.
 *
 * @param digest of what is held there
 * @param range which range it is at
 * @param after where in it; empty at its begin
 * @param isMet whether the range has had a version
 * @param empty ranges that had none
 * @param done what became of how many versions
 * @param refused how many AWS refused
 * @param refusal why, of the first
 * @param ended when it had looked at all; empty while it has not
 */
record Sweep(
    String digest,
    int range,
    Optional<Marker> after,
    boolean isMet,
    List<Integer> empty,
    Map<VersionHold.Done, Long> done,
    long refused,
    Optional<String> refusal,
    Optional<Instant> ended) {
  Sweep {
    empty = List.copyOf(empty);
    done = Map.copyOf(done);
  }

  static Sweep begin(String digest) {
    return new Sweep(
        digest,
        0,
        Optional.empty(),
        false,
        List.of(),
        Map.of(),
        0,
        Optional.empty(),
        Optional.empty());
  }

  /** One version more. */
  Sweep with(VersionHold.Done what) {
    Map<VersionHold.Done, Long> more = new EnumMap<>(VersionHold.Done.class);
    more.putAll(done);
    more.merge(what, 1L, Long::sum);
    return new Sweep(digest, range, after, true, empty, more, refused, refusal, ended);
  }

  /** One more that AWS refused. */
  Sweep refused(String why) {
    return new Sweep(
        digest,
        range,
        after,
        true,
        empty,
        done,
        refused + 1,
        Optional.of(refusal.orElse(why)),
        ended);
  }

  /** At the next page, or where there is none at the next range. */
  Sweep next(Optional<Marker> page) {
    return page.isPresent()
        ? new Sweep(digest, range, page, isMet, empty, done, refused, refusal, ended)
        : new Sweep(digest, range + 1, page, false, emptied(), done, refused, refusal, ended);
  }

  private List<Integer> emptied() {
    return isMet ? empty : Stream.concat(empty.stream(), Stream.of(range)).toList();
  }

  /** At its end. */
  Sweep ended(Instant now) {
    return new Sweep(digest, range, after, isMet, empty, done, refused, refusal, Optional.of(now));
  }

  long count(VersionHold.Done what) {
    return done.getOrDefault(what, 0L);
  }

  /** How many versions were looked at. */
  long versions() {
    return refused + done.values().stream().mapToLong(Long::longValue).sum();
  }
}
