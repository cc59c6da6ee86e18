package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Keeps an EncryptionKey true, in AWS and in the cluster. One that is deleted is looked at as long
 * as our finalizer holds it.
 */
@ControllerConfiguration(triggerReconcilerOnAllEvents = true)
public final class EncryptionKeyReconciler
    extends ExternalReconciler<EncryptionKey, EncryptionKeyStatus> {
  private final List<EventSource<?, EncryptionKey>> triggers;

  /**
   * A reconciler out of its parts; keys are looked at this often, give or take a fifth, and when
   * what they have in the cluster changes.
   */
  public EncryptionKeyReconciler(
      ExternalPasses<EncryptionKey, EncryptionKeyStatus> passes,
      ExternalReporter<EncryptionKey, EncryptionKeyStatus> reporter,
      ExternalTelemetry telemetry,
      List<EventSource<?, EncryptionKey>> triggers,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, EncryptionKeyStatus.NONE, poll, clock);
    this.triggers = List.copyOf(triggers);
  }

  @Override
  public UpdateControl<EncryptionKey> reconcile(
      EncryptionKey cached, Context<EncryptionKey> context) {
    boolean isDeleted = cached.getMetadata().getDeletionTimestamp() != null;
    return context.isPrimaryResourceDeleted() || isDeleted && !KeyFinalizer.isOn(cached)
        ? UpdateControl.noUpdate()
        : super.reconcile(cached, context);
  }

  @Override
  public List<EventSource<?, EncryptionKey>> prepareEventSources(
      EventSourceContext<EncryptionKey> context) {
    return triggers;
  }
}
