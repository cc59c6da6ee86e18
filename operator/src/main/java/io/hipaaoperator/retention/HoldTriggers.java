package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RetentionCaches;
import java.util.List;
import java.util.Map;

/** Turns what becomes of a hold's databases, children and runs into looks at it. */
public final class HoldTriggers extends ExternalTriggers<LegalHold, LegalHoldStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public HoldTriggers(Caches caches, RetentionWrites recent) {
    super("hold-triggers", caches.retention().holds());
    RetentionCaches ours = caches.retention();
    listen(ours.accounts(), recent.accounts());
    listen(caches.configMaps(), recent.maps());
    listen(caches.policies(), recent.policies());
    listen(ours.cronJobs(), recent.cronJobs());
    ours.databases().onChange(this::databaseChanged);
    ours.jobs().onChange(this::ran);
    caches.pods().onChange(this::ran);
  }

  private void databaseChanged(PhiDatabase database) {
    String name = database.getMetadata().getName();
    fireWhere(
        hold ->
            isBeside(hold, database)
                && hold.getSpec().databases().stream().anyMatch(it -> it.name().equals(name)));
  }

  private void ran(List<? extends HasMetadata> states) {
    HasMetadata now = states.getLast();
    Map<String, String> labels = now.getMetadata().getLabels();
    if (labels != null && labels.containsKey(Api.LEGAL_HOLD)) {
      String name = labels.get(Api.LEGAL_HOLD);
      fireWhere(hold -> isBeside(hold, now) && hold.getMetadata().getName().equals(name));
    }
  }

  private static boolean isBeside(LegalHold hold, HasMetadata object) {
    return hold.getMetadata().getNamespace().equals(object.getMetadata().getNamespace());
  }
}
