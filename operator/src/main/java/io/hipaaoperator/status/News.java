package io.hipaaoperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.kube.Announcement;
import java.util.List;
import java.util.Optional;

/** What is worth an event: drift, and conditions that turned. Pure. */
public final class News {
  private News() {}

  /** A drift that was found. */
  public static Announcement drift(DriftStatus drift) {
    return Announcement.warning("Drift" + drift.action(), DriftEntry.line(drift));
  }

  /** A condition that turned; one that is good from the start is no news. */
  public static Optional<Announcement> turned(
      String type, List<Condition> before, List<Condition> after) {
    Optional<Condition> then = StatusConditions.find(type, before);
    return StatusConditions.find(type, after)
        .filter(now -> !now.getStatus().equals(then.map(Condition::getStatus).orElse("Unknown")))
        .filter(now -> isBad(now) || then.filter(News::isBad).isPresent())
        .map(now -> announcement(type, now));
  }

  private static Announcement announcement(String type, Condition now) {
    return isBad(now)
        ? Announcement.warning(now.getReason(), now.getMessage())
        : Announcement.normal(type, now.getMessage());
  }

  private static boolean isBad(Condition condition) {
    return "False".equals(condition.getStatus());
  }
}
