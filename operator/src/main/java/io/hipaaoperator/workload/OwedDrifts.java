package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Drifts that were found but not reported yet, because the status could not be written. What was
 * reverted is not found again, so nobody else would know of it.
 */
final class OwedDrifts {
  private final Map<String, List<DriftStatus>> byUid = new ConcurrentHashMap<>();

  /** What is owed to a workload, newest first. */
  List<DriftStatus> to(PhiWorkload resource) {
    return byUid.getOrDefault(uid(resource), List.of());
  }

  /** Owes these too. */
  void add(PhiWorkload resource, List<DriftStatus> drifts) {
    if (!drifts.isEmpty()) {
      byUid.merge(uid(resource), drifts, (older, newer) -> DriftLog.concat(newer, older));
    }
  }

  /** Reports, and remembers the drifts until a report succeeds. */
  void settle(PhiWorkload resource, List<DriftStatus> drifts, Runnable report) {
    if (!drifts.isEmpty()) {
      byUid.put(uid(resource), drifts);
    }
    report.run();
    byUid.remove(uid(resource));
  }

  private static String uid(PhiWorkload resource) {
    return resource.getMetadata().getUid();
  }
}
