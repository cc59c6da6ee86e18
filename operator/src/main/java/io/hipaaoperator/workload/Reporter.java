package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.kube.Announcement;
import java.util.List;

/** Where the outcome of a pass goes. */
public interface Reporter {

  /** The resource with the newest status that was reported. */
  PhiWorkload newest(PhiWorkload cached);

  /** Whether the resource is still there, as far as can be told. */
  boolean stands(PhiWorkload resource);

  /**
   * Notes what is about to be put back, before it is.
   *
   * @param status the status so far, with these drifts
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when it can't be written
   */
  void note(PhiWorkload resource, PhiWorkloadStatus status);

  /**
   * Reports the outcome of a pass.
   *
   * @param before the status so far
   * @param after the status now; equal to {@code before} where nothing changed
   */
  void report(
      PhiWorkload resource,
      Pass pass,
      PhiWorkloadStatus before,
      PhiWorkloadStatus after,
      List<Announcement> news);
}
