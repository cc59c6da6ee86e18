package io.hipaaoperator.retention;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus;
import io.hipaaoperator.kube.Caches;

/** Turns what becomes of a ledger's children and runs into looks at its database. */
public final class DatabaseTriggers extends RunTriggers<PhiDatabase, PhiDatabaseStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public DatabaseTriggers(Caches caches, RetentionWrites recent) {
    super("database-triggers", caches.retention().databases(), Api.PHI_DATABASE, caches, recent);
  }
}
