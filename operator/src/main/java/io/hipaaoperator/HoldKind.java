package io.hipaaoperator;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.ResourceFinalizer;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.objects.BucketHolds;
import io.hipaaoperator.retention.HoldPasses;
import io.hipaaoperator.retention.HoldTriggers;
import io.hipaaoperator.retention.LegalHoldReconciler;
import io.hipaaoperator.retention.LiveRetentionCluster;
import io.hipaaoperator.retention.RetentionWrites;
import java.time.Clock;

/** How the part of the operator for LegalHolds is put together. */
final class HoldKind {
  private static final String FINALIZER = Api.LEGAL_HOLD;

  private HoldKind() {}

  static LegalHoldReconciler reconciler(ExternalKinds kinds, Caches caches) {
    Clock clock = Clock.systemUTC();
    var recent = new RetentionWrites();
    var cluster = new LiveRetentionCluster(caches, recent);
    var passes =
        new HoldPasses(
            kinds.config().enforcement(),
            cluster,
            ChildPasses.of(
                new ChildComparison(kinds.client().getKubernetesSerialization()),
                new Applier(kinds.client())::write,
                recent::wrote,
                clock),
            new BucketHolds(kinds.objects(cluster), kinds.poll().dividedBy(2), clock),
            kinds.config().purgeImage(),
            new ResourceFinalizer<>(FINALIZER, LegalHold.class, LegalHold::new, kinds::write),
            Catalogue.LEGAL_HOLD,
            clock);
    return new LegalHoldReconciler(
        passes,
        kinds.reporter(caches.retention().holds(), LegalHold::new),
        kinds.telemetry(LegalHold.class),
        caches,
        new HoldTriggers(caches, recent),
        kinds.poll(),
        clock);
  }
}
