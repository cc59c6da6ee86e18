package io.hipaaoperator;

import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.retention.DatabasePasses;
import io.hipaaoperator.retention.DatabaseTriggers;
import io.hipaaoperator.retention.LiveRetentionCluster;
import io.hipaaoperator.retention.PhiDatabaseReconciler;
import io.hipaaoperator.retention.RetentionWrites;
import java.time.Clock;

/** How the part of the operator for PhiDatabases is put together. */
final class DatabaseKind {
  private DatabaseKind() {}

  static PhiDatabaseReconciler reconciler(ExternalKinds kinds, Caches caches) {
    Clock clock = Clock.systemUTC();
    var recent = new RetentionWrites();
    var passes =
        new DatabasePasses(
            kinds.config().enforcement(),
            new LiveRetentionCluster(caches, recent),
            ChildPasses.of(
                new ChildComparison(kinds.client().getKubernetesSerialization()),
                new Applier(kinds.client())::write,
                recent::wrote,
                clock),
            kinds.config().purgeImage(),
            clock);
    return new PhiDatabaseReconciler(
        passes,
        kinds.reporter(caches.retention().databases(), PhiDatabase::new),
        kinds.telemetry(PhiDatabase.class),
        new DatabaseTriggers(caches, recent),
        kinds.poll(),
        clock);
  }
}
