package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.secret.SealedSecrets;

/** Turns changes of what Secrets depend on into reconciles of the workloads that declare some. */
public final class SecretTriggers {
  private SecretTriggers() {}

  /** Listens to looks, which are started by their owner, later. */
  public static void listen(Caches caches, SealedSecrets sealed, WorkloadTriggers workloads) {
    sealed.onChange(
        namespace -> workloads.fire(namespace, SecretTriggers::declaresSome),
        () ->
            caches.workloads().all().filter(SecretTriggers::declaresSome).forEach(workloads::fire));
  }

  private static boolean declaresSome(PhiWorkload workload) {
    return !workload.getSpec().secrets().isEmpty();
  }
}
