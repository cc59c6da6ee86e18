package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.children.Family;
import io.hipaaoperator.network.Weakening;
import java.util.Optional;

/** The NetworkPolicies of a workload. */
record PolicyFamily(Workload workload) implements Family {

  @Override
  public String uid() {
    return workload.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return IsolationPolicies.workload(object.getMetadata().getName())
        .filter(workload.name()::equals)
        .isPresent();
  }

  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return Weakening.weakens(
        Optional.of((NetworkPolicy) desired), live.map(NetworkPolicy.class::cast));
  }
}
