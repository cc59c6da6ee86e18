package io.hipaaoperator.retention;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RetentionCaches;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what becomes of a policy's database, children and runs into looks at it; and what becomes
 * of any database or hold, since a hold may concern the policy's database by another name.
 */
public final class RetentionTriggers extends RunTriggers<RetentionPolicy, RetentionPolicyStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public RetentionTriggers(Caches caches, RetentionWrites recent) {
    super(
        "retention-triggers", caches.retention().policies(), Api.RETENTION_POLICY, caches, recent);
    RetentionCaches ours = caches.retention();
    ours.databases().onChange(RetentionTriggers::decisive, _ -> fireWhere(_ -> true));
    ours.holds()
        .onChange(
            hold ->
                List.of(
                    hold.getMetadata().getGeneration(),
                    HoldStatus.of(hold).databases(),
                    HoldStatus.of(hold).buckets().stream().map(RetentionTriggers::laid).toList()),
            _ -> fireWhere(_ -> true));
    ours.policies()
        .onChange(
            policy -> policy.getMetadata().getGeneration(),
            changed -> fireWhere(other -> isAlike(changed, other)));
  }

  /** All that matters of how a hold is in a bucket: not when it was looked at. */
  private static List<String> laid(BucketHold it) {
    return List.of(it.name(), it.state().name(), Objects.requireNonNullElse(it.digest(), ""));
  }

  /** Whether another policy may have the same objects. */
  private static boolean isAlike(RetentionPolicy changed, RetentionPolicy other) {
    return !changed.getMetadata().getUid().equals(other.getMetadata().getUid())
        && !Collections.disjoint(buckets(changed), buckets(other));
  }

  private static Set<String> buckets(RetentionPolicy policy) {
    return policy.getSpec().targets().stream()
        .flatMap(it -> it.objects().stream())
        .map(ObjectTarget::bucket)
        .collect(Collectors.toSet());
  }

  /** What of a database a purge depends on. */
  private static List<Object> decisive(PhiDatabase database) {
    LedgerStatus ledger = DatabaseStatus.ledger(DatabaseStatus.of(database));
    return List.of(
        database.getMetadata().getGeneration(),
        Optional.ofNullable(ledger.refusedSince()),
        Optional.ofNullable(ledger.restored()));
  }
}
