package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.control.Fact;
import java.time.Instant;
import java.util.Optional;

/**
 * Why no run of a purge is begun, whatever its policy says.
 *
 * @param reason one word that stays the same
 * @param why a sentence for people
 */
record Halt(String reason, String why) {
  private static final String REFUSED = "LedgerRefused";

  /**
   * That of a policy; empty where a run may begin.
   *
   * @param there its database
   */
  static Optional<Halt> of(RetentionCluster cluster, DeclaredPolicy policy, PhiDatabaseSpec there) {
    return switch (cluster.ledger(policy.namespace(), policy.database())) {
      case Fact.Unreachable<LedgerStatus>(String why, _) ->
          Optional.of(new Halt(REFUSED, "whether its ledger was refused is not known: " + why));
      case Fact.Known<LedgerStatus>(LedgerStatus ledger) ->
          ledger(policy, there)
              .or(() -> refused(policy, ledger))
              .or(() -> held(new HeldBack(cluster, policy, there, restored(ledger))));
    };
  }

  private static Optional<Halt> held(HeldBack held) {
    return held.why().map(why -> new Halt("HoldPending", why));
  }

  private static Optional<Instant> restored(LedgerStatus ledger) {
    return Optional.ofNullable(ledger.restored()).map(Instant::parse);
  }

  /**
   * A database that was restored has lost holds too: what its rows say is not what was committed.
   */
  private static Optional<Halt> refused(DeclaredPolicy policy, LedgerStatus ledger) {
    return Optional.ofNullable(ledger.refusedSince())
        .map(
            since ->
                new Halt(
                    REFUSED,
                    "since %s the ledger of PhiDatabase %s is refused, as that of a restored database; nothing is deleted until it is published"
                        .formatted(since, policy.database())));
  }

  /** Where a purge is to wait for the ledger and there is none it would wait in vain. */
  private static Optional<Halt> ledger(DeclaredPolicy policy, PhiDatabaseSpec there) {
    return policy.spec().limits().checkpointTimeout().isPresent() && there.ledger() == null
        ? Optional.of(
            new Halt(
                "LedgerMissing",
                "spec.limits.checkpointTimeoutSeconds: PhiDatabase %s has no spec.ledger, so nothing would publish what a purge waits for"
                    .formatted(policy.database())))
        : Optional.empty();
  }
}
