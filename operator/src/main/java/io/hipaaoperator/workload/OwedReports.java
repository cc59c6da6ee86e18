package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Drifts that were found but not reported yet, because the status could not be written. What was
 * reverted is not found again, so nobody else would know of it.
 */
final class OwedReports {
  private final Map<String, DriftLog> byUid = Collections.synchronizedMap(new Newest());

  /** Those that nobody asked for longest are forgotten: most of these workloads are gone. */
  private static final class Newest extends LinkedHashMap<String, DriftLog> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, DriftLog> eldest) {
      return size() > MOST;
    }
  }

  /** The newest log of a workload, whether its status shows it yet or not. */
  DriftLog log(PhiWorkload resource, PhiWorkloadStatus status) {
    DriftLog owed = byUid.get(uid(resource));
    return owed == null ? DriftLog.of(status) : owed;
  }

  /** Reports, and remembers the log until a report succeeds. */
  void settle(PhiWorkload resource, DriftLog log, Runnable report) {
    if (!log.added().isEmpty()) {
      byUid.put(uid(resource), log);
    }
    report.run();
    byUid.remove(uid(resource));
  }

  private static String uid(PhiWorkload resource) {
    return resource.getMetadata().getUid();
  }
}
