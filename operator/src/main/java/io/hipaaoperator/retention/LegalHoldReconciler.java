package io.hipaaoperator.retention;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.external.ResourceFinalizer;
import io.hipaaoperator.kube.Caches;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps a LegalHold true. One that is deleted is looked at as long as our finalizer holds it. */
@ControllerConfiguration(triggerReconcilerOnAllEvents = true)
public final class LegalHoldReconciler extends ExternalReconciler<LegalHold, LegalHoldStatus> {
  private static final Duration LISTED = Duration.ofMillis(500);

  private final Caches caches;
  private final HoldTriggers triggers;

  /** A reconciler out of its parts; holds are looked at this often, give or take a fifth. */
  public LegalHoldReconciler(
      ExternalPasses<LegalHold, LegalHoldStatus> passes,
      ExternalReporter<LegalHold, LegalHoldStatus> reporter,
      ExternalTelemetry telemetry,
      Caches caches,
      HoldTriggers triggers,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, LegalHoldStatus.NONE, poll, clock);
    this.caches = caches;
    this.triggers = triggers;
  }

  /**
   * Whose databases have not been listed yet waits for a moment, instead of saying there is none.
   */
  @Override
  public UpdateControl<LegalHold> reconcile(LegalHold cached, Context<LegalHold> context) {
    if (context.isPrimaryResourceDeleted() || isGoing(cached)) {
      return UpdateControl.noUpdate();
    }
    return caches.health().gap(List.of(PhiDatabase.class)).isPresent()
        ? UpdateControl.<LegalHold>noUpdate().rescheduleAfter(LISTED)
        : super.reconcile(cached, context);
  }

  private static boolean isGoing(LegalHold cached) {
    return ResourceFinalizer.isEnding(cached)
        && !cached.getMetadata().getFinalizers().contains(Api.LEGAL_HOLD);
  }

  @Override
  public List<EventSource<?, LegalHold>> prepareEventSources(
      EventSourceContext<LegalHold> context) {
    return List.of(triggers);
  }
}
