package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps an EncryptionKey true, in AWS and in the cluster. */
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
  public List<EventSource<?, EncryptionKey>> prepareEventSources(
      EventSourceContext<EncryptionKey> context) {
    return triggers;
  }
}
