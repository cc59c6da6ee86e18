package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.News;
import io.hipaaoperator.status.StatusConditions;
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
            drifts.stream().map(News::drift),
            Stream.of("Ready", "Compliant")
                .flatMap(
                    type -> News.turned(type, before.conditions(), after.conditions()).stream()),
            recurs(before, after).stream())
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private static Optional<Announcement> recurs(PhiWorkloadStatus before, PhiWorkloadStatus after) {
    return StatusConditions.find("Drifted", after.conditions())
        .filter(WorkloadEvents::recurs)
        .filter(
            now ->
                StatusConditions.find("Drifted", before.conditions())
                    .filter(WorkloadEvents::recurs)
                    .isEmpty())
        .map(now -> Announcement.warning(now.getReason(), now.getMessage()));
  }

  private static boolean recurs(Condition condition) {
    return Conditions.RECURS.equals(condition.getReason());
  }
}
