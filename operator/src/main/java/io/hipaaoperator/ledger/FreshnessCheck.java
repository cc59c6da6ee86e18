package io.hipaaoperator.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log goes on. A checkpoint has no time of its own; what counts is the time of the last
 * entry that the newest one covers, which is why a log that is alive writes heartbeats.
 */
final class FreshnessCheck implements Check {
  private static final String FRESHNESS = "freshness";
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final @Nullable Claim newest;
  private final Instant at;
  private final Duration most;
  private final RootCheck roots;
  private @Nullable Instant last;

  FreshnessCheck(@Nullable Claim newest, Instant at, Duration most, RootCheck roots) {
    this.newest = newest;
    this.at = at;
    this.most = most;
    this.roots = roots;
  }

  @Override
  public void entry(long index, Hash leaf, @Nullable Entry entry, Frontier before) {
    if (newest != null && index == newest.size() - 1 && entry != null) {
      last = entry.event().time();
    }
  }

  @Override
  public Stream<Finding> findings() {
    return Stream.of(
        newest == null || last == null || !roots.holds(newest)
            ? Finding.unknown(
                FRESHNESS, "no entry with a time that the newest checkpoint vouches for")
            : of(Duration.between(last, at), last));
  }

  private Finding of(Duration age, Instant last) {
    if (age.compareTo(SKEW.negated()) < 0) {
      return Finding.fail(FRESHNESS, "the last covered entry is of " + last + ", which is to come");
    }
    String reason = "the last covered entry is of %s, %s ago".formatted(last, words(age));
    return age.compareTo(most) > 0
        ? Finding.fail(FRESHNESS, reason + ", longer than " + words(most))
        : Finding.pass(FRESHNESS, reason);
  }

  private static String words(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    return seconds < 3600
        ? "%dm%02ds".formatted(seconds / 60, seconds % 60)
        : "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
