package io.hipaaoperator.workload;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.drift.Drift;
import java.util.List;

/** The server stopped answering in the middle of a pass: some writes are made, others are not. */
final class InterruptedPass extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Drift> reverted;
  private final KubernetesClientException failure;

  /**
   * An interruption.
   *
   * @param reverted drifts that were put back before it, and will not be found again
   * @param failure what the server did
   */
  InterruptedPass(List<Drift> reverted, KubernetesClientException failure) {
    super(failure);
    this.reverted = List.copyOf(reverted);
    this.failure = failure;
  }

  List<Drift> reverted() {
    return reverted;
  }

  KubernetesClientException failure() {
    return failure;
  }
}
