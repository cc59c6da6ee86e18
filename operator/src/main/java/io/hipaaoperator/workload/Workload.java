package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadSpec;

/**
 * A PhiWorkload as the controls see it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its uid; empty for a manifest that no API server has seen
 * @param spec what its owner declared
 */
public record Workload(String namespace, String name, String uid, PhiWorkloadSpec spec) {

  /** The workload that a resource declares. */
  public static Workload of(PhiWorkload resource) {
    var metadata = resource.getMetadata();
    return new Workload(
        metadata.getNamespace() == null ? "default" : metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid() == null ? "" : metadata.getUid(),
        resource.getSpec());
  }

  /** Which pods of its namespace it is about. */
  public LabelSelector podSelector() {
    return spec.selector().asLabelSelector();
  }
}
