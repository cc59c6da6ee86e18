package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.kube.Caches;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps a RetentionPolicy true. */
public final class RetentionPolicyReconciler
    extends ExternalReconciler<RetentionPolicy, RetentionPolicyStatus> {
  private static final Duration LISTED = Duration.ofMillis(500);

  private final Caches caches;
  private final RetentionTriggers triggers;

  /** A reconciler out of its parts; policies are looked at this often, give or take a fifth. */
  public RetentionPolicyReconciler(
      ExternalPasses<RetentionPolicy, RetentionPolicyStatus> passes,
      ExternalReporter<RetentionPolicy, RetentionPolicyStatus> reporter,
      ExternalTelemetry telemetry,
      Caches caches,
      RetentionTriggers triggers,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, RetentionPolicyStatus.NONE, poll, clock);
    this.caches = caches;
    this.triggers = triggers;
  }

  /**
   * Whose database, or whose legal holds, have not been listed yet waits for a moment, instead of
   * saying there is none.
   */
  @Override
  public UpdateControl<RetentionPolicy> reconcile(
      RetentionPolicy cached, Context<RetentionPolicy> context) {
    return isUnlisted(cached)
        ? UpdateControl.<RetentionPolicy>noUpdate().rescheduleAfter(LISTED)
        : super.reconcile(cached, context);
  }

  private boolean isUnlisted(RetentionPolicy policy) {
    boolean hasDatabase =
        policy
            .getSpec()
            .database()
            .map(it -> caches.retention().databases().get(namespace(policy), it).isPresent())
            .orElse(true);
    return isStarting(LegalHold.class) || (!hasDatabase && isStarting(PhiDatabase.class));
  }

  private static String namespace(RetentionPolicy policy) {
    return policy.getMetadata().getNamespace();
  }

  /** What can't be watched for long is told of, instead of waited for. */
  private boolean isStarting(Class<? extends HasMetadata> kind) {
    List<Class<? extends HasMetadata>> kinds = List.of(kind);
    return caches.health().gap(kinds).isPresent() && caches.health().doubt(kinds).isEmpty();
  }

  @Override
  public List<EventSource<?, RetentionPolicy>> prepareEventSources(
      EventSourceContext<RetentionPolicy> context) {
    return List.of(triggers);
  }
}
