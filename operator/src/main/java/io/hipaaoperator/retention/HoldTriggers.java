package io.hipaaoperator.retention;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.kube.Caches;

/** Turns what becomes of a hold's databases, children and runs into looks at it. */
public final class HoldTriggers extends RunTriggers<LegalHold, LegalHoldStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public HoldTriggers(Caches caches, RetentionWrites recent) {
    super("hold-triggers", caches.retention().holds(), Api.LEGAL_HOLD, caches, recent);
    caches.retention().databases().onChange(this::databaseChanged);
  }

  private void databaseChanged(PhiDatabase database) {
    String name = database.getMetadata().getName();
    fireWhere(
        hold ->
            isBeside(hold, database)
                && hold.getSpec().databases().stream().anyMatch(it -> it.name().equals(name)));
  }
}
