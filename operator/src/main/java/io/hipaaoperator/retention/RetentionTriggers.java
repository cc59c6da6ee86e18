package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RetentionCaches;
import java.util.List;
import java.util.Map;

/**
 * Turns what becomes of a policy's database, children and runs into looks at it; and what becomes
 * of any database or hold, since a hold may concern the policy's database by another name.
 */
public final class RetentionTriggers
    extends ExternalTriggers<RetentionPolicy, RetentionPolicyStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public RetentionTriggers(Caches caches, RetentionWrites recent) {
    super("retention-triggers", caches.retention().policies());
    RetentionCaches ours = caches.retention();
    listen(ours.accounts(), recent.accounts());
    listen(caches.configMaps(), recent.maps());
    listen(caches.policies(), recent.policies());
    listen(ours.cronJobs(), recent.cronJobs());
    ours.databases().onChange(_ -> fireWhere(_ -> true));
    ours.holds()
        .onChange(
            hold -> List.of(hold.getMetadata().getGeneration(), HoldStatus.of(hold).databases()),
            _ -> fireWhere(_ -> true));
    ours.jobs().onChange(this::ran);
    caches.pods().onChange(this::ran);
  }

  private void ran(List<? extends HasMetadata> states) {
    HasMetadata now = states.getLast();
    Map<String, String> labels = now.getMetadata().getLabels();
    if (labels != null && labels.containsKey(Api.RETENTION_POLICY)) {
      String name = labels.get(Api.RETENTION_POLICY);
      fireWhere(policy -> isBeside(policy, now) && policy.getMetadata().getName().equals(name));
    }
  }

  private static boolean isBeside(RetentionPolicy policy, HasMetadata object) {
    return policy.getMetadata().getNamespace().equals(object.getMetadata().getNamespace());
  }
}
