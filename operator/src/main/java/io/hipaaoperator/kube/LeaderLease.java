package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease that says which operator leads. */
public final class LeaderLease {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  /** The lease of this name. */
  public LeaderLease(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /**
   * Gives the lease back if this is its holder, so that nobody has to wait until it has run out:
   * java-operator-sdk never does. Where that fails, it runs out by itself.
   */
  public void release(String holder) {
    try {
      Resource<Lease> lease = client.leases().inNamespace(namespace).withName(name);
      Lease held = lease.get();
      if (held != null && holder.equals(held.getSpec().getHolderIdentity())) {
        client.resource(released(held)).update();
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("code", e.getCode()).log("lease not given back");
    }
  }

  /** The version that was read stays in it: a lease that was taken meanwhile is a conflict. */
  private static Lease released(Lease held) {
    return new LeaseBuilder(held)
        .editSpec()
        .withHolderIdentity(null)
        .withLeaseDurationSeconds(1)
        .endSpec()
        .build();
  }
}
