package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.workload.Plan;
import io.hipaaoperator.workload.Preview;
import io.hipaaoperator.workload.Snapshot;
import io.hipaaoperator.workload.Workload;
import java.util.List;

/** Manifests as they will be once the operator has done its work. */
final class Planned {
  private final Plan plan;

  Planned(List<Control<Workload>> controls) {
    plan = new Plan(controls, new ChildComparison(new KubernetesSerialization()));
  }

  /** The snapshot with the policies that the operator makes for its PhiWorkloads. */
  Snapshot applied(Snapshot cluster) {
    List<NetworkPolicy> policies =
        cluster.workloads().stream()
            .map(workload -> Preview.of(plan, cluster, workload, true))
            .flatMap(preview -> preview.made().stream())
            .toList();
    return cluster.with(policies);
  }
}
