package io.hipaaoperator.status;

import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A drift as a status shows it, and in words. */
public final class DriftEntry {
  private DriftEntry() {}

  /**
   * A drift that was seen.
   *
   * @param action what was done about it
   */
  public static DriftStatus of(Drift drift, String action, Instant now) {
    return new DriftStatus(
        drift.kind(),
        drift.name(),
        drift.path().segments().isEmpty() ? null : drift.path().toString(),
        drift.type().name(),
        drift.expected(),
        drift.found(),
        drift.manager(),
        drift.time(),
        drift.weakens(),
        action,
        now.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Who changed what, and what was done. */
  public static String line(DriftStatus drift) {
    String path = Objects.requireNonNullElse(drift.path(), "");
    return deed(drift.manager(), drift.type(), drift.name(), path)
        + ", "
        + drift.action().toLowerCase(Locale.ROOT);
  }

  /** Who changed what. */
  public static String deed(Drift drift) {
    return deed(drift.manager(), drift.type().name(), drift.name(), drift.path().toString());
  }

  private static String deed(@Nullable String manager, String type, String name, String path) {
    String who = Objects.requireNonNullElse(manager, "someone");
    return (who + " " + type.toLowerCase(Locale.ROOT) + " " + name + " " + path).strip();
  }
}
