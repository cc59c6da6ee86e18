package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.EventRecorder;
import io.hipaaoperator.kube.StatusWriter;
import java.util.List;

/**
 * Reports into the cluster: status and events, and only what changed.
 *
 * @param statuses writes the status
 * @param events writes the events
 */
public record ClusterReporter(StatusWriter statuses, EventRecorder events) implements Reporter {

  @Override
  public PhiWorkload newest(PhiWorkload cached) {
    return statuses.newest(cached);
  }

  @Override
  public boolean stands(PhiWorkload resource) {
    return statuses.stands(resource);
  }

  @Override
  public void note(PhiWorkload resource, PhiWorkloadStatus status) {
    statuses.writeBriefly(resource, status);
  }

  @Override
  public void report(
      PhiWorkload resource,
      Pass pass,
      PhiWorkloadStatus before,
      PhiWorkloadStatus after,
      List<Announcement> news) {
    if (!after.equals(before)) {
      statuses.write(resource, after);
    }
    news.forEach(announcement -> events.record(resource, announcement));
  }
}
