package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RetentionCaches;
import java.util.List;
import java.util.Map;

/** Turns what becomes of a policy's database, children and runs into looks at it. */
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
    ours.databases().onChange(this::databaseChanged);
    ours.holds()
        .onChange(
            hold -> List.of(hold.getMetadata().getGeneration(), HoldStatus.of(hold).databases()),
            this::holdChanged);
    ours.jobs().onChange(this::ran);
    caches.pods().onChange(this::ran);
  }

  private void databaseChanged(PhiDatabase database) {
    fireWhere(
        policy ->
            isBeside(policy, database)
                && policy.getSpec().databaseRef().name().equals(database.getMetadata().getName()));
  }

  private void holdChanged(LegalHold hold) {
    fireWhere(policy -> isBeside(policy, hold));
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
