package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Announcement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at databases: what publishes their ledgers, and how the runs went. */
public final class DatabasePasses implements ExternalPasses<PhiDatabase, PhiDatabaseStatus> {
  private final Enforcement most;
  private final RetentionCluster cluster;
  private final KeptRuns kept;
  private final Optional<String> image;
  private final InstantSource clock;

  /**
   * Passes over the databases of a cluster.
   *
   * @param most the most that the operator may do, whatever a database asks for
   * @param image the operator's own, which has {@code hipaa ledger publish}
   */
  public DatabasePasses(
      Enforcement most,
      RetentionCluster cluster,
      ChildPasses children,
      Optional<String> image,
      InstantSource clock) {
    this.most = most;
    this.cluster = cluster;
    this.kept = new KeptRuns(cluster, children);
    this.image = image;
    this.clock = clock;
  }

  @Override
  public Outcome<PhiDatabase, PhiDatabaseStatus> over(PhiDatabase resource) {
    PhiDatabaseStatus before = DatabaseStatus.of(resource);
    LedgerPass pass = pass(DeclaredDatabase.of(resource), before);
    return new Outcome<>(
        resource,
        pass.external(),
        (history, now) -> DatabaseStatus.next(before, pass, history, now),
        DatabaseStatus.news(before, pass),
        Optional.empty());
  }

  /** What it has in the cluster goes with it; what is published stays. */
  @Override
  public List<Announcement> farewell(PhiDatabaseStatus last) {
    return List.of();
  }

  private LedgerPass pass(DeclaredDatabase database, PhiDatabaseStatus before) {
    return database
        .ledger()
        .map(ledger -> pass(database, ledger, before))
        .orElseGet(() -> withoutLedger(database, before));
  }

  private LedgerPass withoutLedger(DeclaredDatabase database, PhiDatabaseStatus before) {
    return new LedgerPass(
        looked(database, "a database without a ledger")
            .with(kept(database, before, _ -> List.of())),
        Optional.empty(),
        Optional.empty());
  }

  private LedgerPass pass(
      DeclaredDatabase database, DatabaseLedger ledger, PhiDatabaseStatus before) {
    Optional<Obstacle> obstacle = RetentionObstacles.in(ledger);
    if (obstacle.isPresent()) {
      return without(database, before, obstacle.get());
    }
    return switch (cluster.runs(database)) {
      case Fact.Unreachable<LedgerRuns>(String why, _) ->
          without(database, before, RetentionObstacles.unread(why));
      case Fact.Known<LedgerRuns>(LedgerRuns runs) ->
          image
              .map(its -> with(database, ledger, before, runs, its))
              .orElseGet(() -> without(database, before, RetentionObstacles.noImage()));
    };
  }

  /** What it has in the cluster stays as it is: of what it should be nothing is known. */
  private LedgerPass without(
      DeclaredDatabase database, PhiDatabaseStatus before, Obstacle obstacle) {
    ExternalPass<Void> external =
        ExternalPass.without(
            database.generation(),
            subject(database),
            enforcement(database),
            obstacle,
            Map.of(),
            List.of());
    return new LedgerPass(
        external.with(ChildPass.unlooked(before.inventory())),
        Optional.of(DatabaseStatus.ledger(before)),
        Optional.of(new LedgerPublished("Unknown", "NotDetermined", obstacle.message())));
  }

  private LedgerPass with(
      DeclaredDatabase database,
      DatabaseLedger ledger,
      PhiDatabaseStatus before,
      LedgerRuns runs,
      String runsImage) {
    String place = database.place(ledger);
    LedgerStatus now = runs.after(DatabaseStatus.ledger(before), place);
    LedgerPublished published =
        LedgerPublished.of(place, now, LedgerPublished.due(ledger, clock.instant()));
    ChildPass children =
        kept(database, before, there -> desired(database, ledger, before, runsImage, there));
    return new LedgerPass(
        looked(database, subject(database)).with(children),
        Optional.of(now),
        Optional.of(published));
  }

  /** With somebody else's account or network no run is begun. */
  private static List<HasMetadata> desired(
      DeclaredDatabase database,
      DatabaseLedger ledger,
      PhiDatabaseStatus before,
      String image,
      List<HasMetadata> there) {
    List<HasMetadata> conditions = LedgerChildren.conditions(database, ledger);
    boolean isForeign = family(database).hasForeign(conditions, there, before.inventory());
    HasMetadata cronJob = LedgerChildren.cronJob(database, ledger, image, isForeign);
    return Stream.concat(conditions.stream(), Stream.of(cronJob)).toList();
  }

  private ChildPass kept(
      DeclaredDatabase database, PhiDatabaseStatus before, KeptRuns.Desired desired) {
    return kept.over(
        database.namespace(),
        family(database),
        enforcement(database),
        before.inventory(),
        () -> cluster.children(database),
        desired);
  }

  private static RetentionFamily family(DeclaredDatabase database) {
    return new RetentionFamily(database.uid(), LedgerChildren.names(database).all());
  }

  private ExternalPass<Void> looked(DeclaredDatabase database, String subject) {
    return ExternalPass.of(
        database.generation(), subject, enforcement(database), RetentionPasses.NOTHING, List.of());
  }

  private Enforcement enforcement(DeclaredDatabase database) {
    return database.spec().enforcement().atMost(most);
  }

  private static String subject(DeclaredDatabase database) {
    return "what publishes the ledger of " + database.name();
  }
}
