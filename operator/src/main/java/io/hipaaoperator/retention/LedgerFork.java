package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import java.util.Optional;

/**
 * Whether a log does not continue what was published of it. The status is a witness that neither
 * the database nor the bucket can change: what it can tell without the entries is told.
 */
final class LedgerFork {
  private LedgerFork() {}

  /** Why one checkpoint is no continuation of another; empty where it may be one. */
  static Optional<String> between(LedgerCheckpoint known, LedgerCheckpoint told) {
    if (!known.key().equals(told.key())) {
      return Optional.of(
          "%s signs now, and %s did: a log keeps its key".formatted(told.key(), known.key()));
    }
    if (told.size() < known.size()) {
      return Optional.of(
          "%d entries are published, and %d were at %s"
              .formatted(told.size(), known.size(), known.time()));
    }
    return told.size() == known.size() && !told.root().equals(known.root())
        ? Optional.of(
            "the root of %d entries is %s, and was %s at %s"
                .formatted(told.size(), told.root(), known.root(), known.time()))
        : Optional.empty();
  }
}
