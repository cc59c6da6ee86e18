package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec.DatabaseReference;
import io.hipaaoperator.control.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a hold that is declared for a policy's database is not known to be in it: until it is,
 * nothing is purged there. One that can't be laid holds all of the database.
 *
 * @param cluster where holds and databases are
 * @param policy whose purge may have to wait
 * @param database where its database is: what another has committed holds nothing in it
 * @param restored when the database was restored, if it was: what it had committed before it may
 *     have lost
 */
record HeldBack(
    RetentionCluster cluster,
    DeclaredPolicy policy,
    PhiDatabaseSpec database,
    Optional<Instant> restored) {

  /** Why no purge of the database is begun; empty where one may be. */
  Optional<String> why() {
    return switch (cluster.holds()) {
      case Fact.Unreachable<List<LegalHold>>(String why, _) ->
          Optional.of("whether there are legal holds is not known: " + why);
      case Fact.Known<List<LegalHold>>(List<LegalHold> all) ->
          all.stream().filter(this::isPending).map(this::named).sorted().findFirst();
    };
  }

  private boolean isPending(LegalHold hold) {
    return !hold.getSpec().isReleased()
        && hold.getSpec().databases().stream()
            .map(DatabaseReference::name)
            .anyMatch(name -> concerns(hold, name) && !isCommitted(hold, name));
  }

  /** By its name, or since it leads to the same database, as far as hosts tell. */
  private boolean concerns(LegalHold hold, String name) {
    String namespace = hold.getMetadata().getNamespace();
    return isOurs(hold) && name.equals(policy.database())
        || switch (cluster.database(namespace, name)) {
          case Fact.Unreachable<Optional<PhiDatabaseSpec>> _ -> true;
          case Fact.Known<Optional<PhiDatabaseSpec>>(Optional<PhiDatabaseSpec> it) ->
              it.filter(this::isSame).isPresent();
        };
  }

  private boolean isOurs(LegalHold hold) {
    return policy.namespace().equals(hold.getMetadata().getNamespace());
  }

  private boolean isSame(PhiDatabaseSpec other) {
    return database.host().equalsIgnoreCase(other.host())
        && database.port().equals(other.port())
        && database.database().equals(other.database());
  }

  /**
   * In the very table that this purge looks at. That a run could not look since changes nothing:
   * the purge itself looks at the rows.
   */
  private boolean isCommitted(LegalHold hold, String name) {
    String hash = HoldDocument.of(DeclaredHold.of(hold)).hash(database);
    return HoldStatus.find(HoldStatus.of(hold), name)
        .filter(it -> it.state() == HoldState.Acknowledged || it.state() == HoldState.Unverified)
        .filter(it -> hash.equals(it.digest()))
        .filter(it -> restored.filter(time -> !isSeenAfter(it, time)).isEmpty())
        .isPresent();
  }

  private static boolean isSeenAfter(DatabaseHold hold, Instant time) {
    return hold.time() != null && Instant.parse(hold.time()).isAfter(time);
  }

  /** Another namespace's matters are not told here. */
  private String named(LegalHold hold) {
    String name =
        isOurs(hold)
            ? "LegalHold " + hold.getMetadata().getName()
            : "a LegalHold of namespace " + hold.getMetadata().getNamespace();
    return name
        + " is declared and not acknowledged by the database, in its schema %s%s; nothing is deleted until it is"
            .formatted(
                database.schema(),
                restored.map(it -> ", since it was restored at " + it).orElse(""));
  }
}
