package io.hipaaoperator;

import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.objects.EndingPasses;
import io.hipaaoperator.retention.LiveRetentionCluster;
import io.hipaaoperator.retention.RetentionPasses;
import io.hipaaoperator.retention.RetentionPolicyReconciler;
import io.hipaaoperator.retention.RetentionTriggers;
import io.hipaaoperator.retention.RetentionWrites;
import java.time.Clock;

/** How the part of the operator for RetentionPolicies is put together. */
final class RetentionKind {
  private RetentionKind() {}

  static RetentionPolicyReconciler reconciler(ExternalKinds kinds, Caches caches) {
    Clock clock = Clock.systemUTC();
    var recent = new RetentionWrites();
    var cluster = new LiveRetentionCluster(caches, recent);
    var passes =
        new RetentionPasses(
            kinds.config().enforcement(),
            cluster,
            ChildPasses.of(
                new ChildComparison(kinds.client().getKubernetesSerialization()),
                new Applier(kinds.client())::write,
                recent::wrote,
                clock),
            new EndingPasses(kinds.objects(cluster)),
            kinds.config().purgeImage(),
            Catalogue.RETENTION,
            clock);
    return new RetentionPolicyReconciler(
        passes,
        kinds.reporter(caches.retention().policies(), RetentionPolicy::new),
        kinds.telemetry(RetentionPolicy.class),
        caches,
        new RetentionTriggers(caches, recent),
        kinds.poll(),
        clock);
  }
}
