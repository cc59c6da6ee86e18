package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.kube.Announcement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is worth an event: drift, and conditions that turned. Pure. */
final class WorkloadEvents {
  private WorkloadEvents() {}

  /** The events between two statuses. */
  static List<Announcement> between(
      PhiWorkloadStatus before, PhiWorkloadStatus after, List<DriftStatus> drifts) {
    return Stream.of(
            drifts.stream().map(WorkloadEvents::drift),
            Stream.of("Ready", "Compliant").flatMap(type -> turned(type, before, after).stream()),
            recurs(before, after).stream())
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private static Announcement drift(DriftStatus drift) {
    return Announcement.warning("Drift" + drift.action(), DriftLog.line(drift));
  }

  private static Optional<Announcement> recurs(PhiWorkloadStatus before, PhiWorkloadStatus after) {
    return condition("Drifted", after)
        .filter(WorkloadEvents::recurs)
        .filter(now -> condition("Drifted", before).filter(WorkloadEvents::recurs).isEmpty())
        .map(now -> Announcement.warning(now.getReason(), now.getMessage()));
  }

  private static boolean recurs(Condition condition) {
    return Conditions.RECURS.equals(condition.getReason());
  }

  /** A condition that turned; one that is good from the start is no news. */
  private static Optional<Announcement> turned(
      String type, PhiWorkloadStatus before, PhiWorkloadStatus after) {
    Optional<Condition> then = condition(type, before);
    return condition(type, after)
        .filter(now -> !now.getStatus().equals(then.map(Condition::getStatus).orElse("Unknown")))
        .filter(now -> isBad(now) || then.filter(WorkloadEvents::isBad).isPresent())
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

  private static Optional<Condition> condition(String type, PhiWorkloadStatus status) {
    return status.conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }
}
