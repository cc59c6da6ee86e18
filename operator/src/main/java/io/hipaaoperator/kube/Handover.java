package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the lease of an operator that has stopped, so that the next leader starts at once and
 * not when the lease has expired. The SDK keeps it.
 */
public final class Handover {
  private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

  private final KubernetesClient client;
  private final LeaseLock lock;
  private final Clock clock;

  /** The lease of this name, held under this identity. */
  public Handover(KubernetesClient client, LeaseLock lock, Clock clock) {
    this.client = client;
    this.lock = lock;
    this.clock = clock;
  }

  /** Only after the last write: from here on somebody else writes. A lease of another is left. */
  public void giveBack() {
    try {
      LeaderElectionRecord held = lock.get(client);
      if (held != null && lock.identity().equals(held.getHolderIdentity())) {
        lock.update(client, free(held));
      }
    } catch (KubernetesClientException e) {
      LOG.atWarn().addKeyValue("code", e.getCode()).log("lease not given back, it will expire");
    }
  }

  private LeaderElectionRecord free(LeaderElectionRecord held) {
    var now = ZonedDateTime.now(clock);
    return new LeaderElectionRecord(
        "", Duration.ofSeconds(1), now, now, held.getLeaderTransitions());
  }
}
