package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Caches;
import java.util.Collection;

/**
 * The workloads that name an AuditSink: what becomes of it is turned into reconciles of exactly
 * those.
 */
public final class SinkUsers {
  private static final String SINK = "sink";

  private final Caches caches;
  private final WorkloadTriggers workloads;

  private SinkUsers(Caches caches, WorkloadTriggers workloads) {
    this.caches = caches;
    this.workloads = workloads;
  }

  /** Listens to caches, which are started by their owner, later. */
  public static void listen(Caches caches, WorkloadTriggers workloads) {
    var users = new SinkUsers(caches, workloads);
    caches.workloads().index(SINK, workload -> workload.getSpec().sinkName().stream().toList());
    caches.sinks().onChange(Part::of, users::sinkChanged);
    caches.namespaces().onChange(states -> users.labelsChanged(states.getFirst()));
  }

  /** Those that name a sink, once somebody listens. */
  public static Collection<PhiWorkload> of(Caches caches, String sink) {
    return caches.workloads().indexed(SINK, sink);
  }

  /** What of an AuditSink is of interest to those who name it. */
  private record Part(WorkloadSink.Named named, AllowedNamespaces allowed) {
    static Part of(AuditSink sink) {
      return new Part(WorkloadSink.Named.of(sink), AllowedNamespaces.of(sink.getSpec()));
    }
  }

  private void sinkChanged(AuditSink sink) {
    of(caches, sink.getMetadata().getName()).forEach(workloads::fire);
  }

  /** Whether a namespace may refer to a sink is a matter of its labels. */
  private void labelsChanged(Namespace namespace) {
    workloads.fire(
        namespace.getMetadata().getName(), workload -> workload.getSpec().sinkName().isPresent());
  }
}
