package io.hipaaoperator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.retention.LiveRetentionCluster;
import io.hipaaoperator.retention.RetentionPasses;
import io.hipaaoperator.retention.RetentionPolicyReconciler;
import io.hipaaoperator.retention.RetentionTriggers;
import io.hipaaoperator.retention.RetentionWrites;
import java.time.Clock;
import java.time.Duration;

/** How the part of the operator for RetentionPolicies is put together. */
final class RetentionKind {
  private RetentionKind() {}

  static RetentionPolicyReconciler reconciler(
      OperatorConfig config,
      KubernetesClient client,
      Caches caches,
      ExternalReporter<RetentionPolicy, RetentionPolicyStatus> reporter,
      ExternalTelemetry telemetry,
      Duration poll) {
    Clock clock = Clock.systemUTC();
    var recent = new RetentionWrites();
    var passes =
        new RetentionPasses(
            config.enforcement(),
            new LiveRetentionCluster(caches, recent),
            ChildPasses.of(
                new ChildComparison(client.getKubernetesSerialization()),
                new Applier(client)::write,
                recent::wrote,
                clock),
            config.purgeImage(),
            Catalogue.RETENTION,
            clock);
    return new RetentionPolicyReconciler(
        passes, reporter, telemetry, caches, new RetentionTriggers(caches, recent), poll, clock);
  }
}
