package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import java.time.Clock;
import java.time.Duration;

/** Keeps an EncryptionKey true. JOSDK asks a class for the kind that it is of. */
public final class EncryptionKeyReconciler
    extends ExternalReconciler<EncryptionKey, EncryptionKeyStatus> {

  /** A reconciler out of its parts; keys are looked at this often, give or take a fifth. */
  public EncryptionKeyReconciler(
      ExternalPasses<EncryptionKey, EncryptionKeyStatus> passes,
      ExternalReporter<EncryptionKey, EncryptionKeyStatus> reporter,
      ExternalTelemetry telemetry,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, EncryptionKeyStatus.NONE, poll, clock);
  }
}
