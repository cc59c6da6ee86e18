package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseSpec;
import java.util.Optional;

/**
 * Why no run of a purge is begun, whatever its policy says.
 *
 * @param reason one word that stays the same
 * @param why a sentence for people
 */
record Halt(String reason, String why) {

  /**
   * That of a policy; empty where a run may begin.
   *
   * @param there its database
   */
  static Optional<Halt> of(RetentionCluster cluster, DeclaredPolicy policy, PhiDatabaseSpec there) {
    return ledger(policy, there)
        .or(
            () ->
                new HeldBack(cluster, policy, there)
                    .why()
                    .map(why -> new Halt("HoldPending", why)));
  }

  /** Where a purge is to wait for the ledger and there is none it would wait in vain. */
  private static Optional<Halt> ledger(DeclaredPolicy policy, PhiDatabaseSpec there) {
    return policy.spec().limits().checkpointTimeout().isPresent() && there.ledger() == null
        ? Optional.of(
            new Halt(
                "LedgerMissing",
                "spec.limits.checkpointTimeoutSeconds: PhiDatabase %s has no spec.ledger, so nothing would publish what a purge waits for"
                    .formatted(policy.spec().databaseRef().name())))
        : Optional.empty();
  }
}
