package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import java.time.Clock;
import java.time.Duration;

/** Keeps an AuditSink true. JOSDK asks a class for the kind that it is of. */
public final class AuditSinkReconciler extends ExternalReconciler<AuditSink, AuditSinkStatus> {

  /** A reconciler out of its parts; sinks are looked at this often, give or take a fifth. */
  public AuditSinkReconciler(
      ExternalPasses<AuditSink, AuditSinkStatus> passes,
      ExternalReporter<AuditSink, AuditSinkStatus> reporter,
      ExternalTelemetry telemetry,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, AuditSinkStatus.NONE, poll, clock);
  }
}
