package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.Set;

/**
 * Zones that say the same to this program and to PostgreSQL. To PostgreSQL {@code -05:00} lies east
 * of Greenwich, as POSIX has it, and {@code CET} knows no summer: so a zone is a region, or UTC.
 */
final class PlanZone {
  private static final Set<String> UTC = Set.of("UTC", "Z", "Etc/UTC");

  private PlanZone() {}

  /**
   * The zone of a name.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  static ZoneId of(String name) {
    if (UTC.contains(name)) {
      return ZoneOffset.UTC;
    }
    if (!name.contains("/") || !ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException(
          "must be UTC or a region such as America/New_York, and no offset");
    }
    return ZoneId.of(name);
  }

  /** Whether a server knows it under this very name. */
  static boolean isKnown(ZoneId zone, Session session) {
    return zone.equals(ZoneOffset.UTC)
        || session.test(
            "SELECT EXISTS (SELECT 1 FROM pg_timezone_names WHERE name = ?)", zone.getId());
  }
}
