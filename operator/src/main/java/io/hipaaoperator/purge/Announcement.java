package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Waits until the ledger has published what a run is going to delete. A manifest that only the
 * database has could be taken back by who owns the database.
 */
record Announcement(Session work, Bookkeeping tables, InstantSource clock) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Whether it is published by then. */
  boolean isMade(UUID run, Duration most) {
    Instant end = clock.instant().plus(most);
    while (!isPublished(run)) {
      if (clock.instant().isAfter(end)) {
        return false;
      }
      pause();
    }
    return true;
  }

  private boolean isPublished(UUID run) {
    boolean published = work.test("SELECT " + tables.isAnnounced(), run);
    work.commit();
    return published;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the ledger", e);
    }
  }
}
