package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps an AuditSink true, and looks at it when its key changes. */
public final class AuditSinkReconciler extends ExternalReconciler<AuditSink, AuditSinkStatus> {

  private final SinkTriggers triggers;

  /** A reconciler out of its parts; sinks are looked at this often, give or take a fifth. */
  public AuditSinkReconciler(
      ExternalPasses<AuditSink, AuditSinkStatus> passes,
      ExternalReporter<AuditSink, AuditSinkStatus> reporter,
      ExternalTelemetry telemetry,
      SinkTriggers triggers,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, AuditSinkStatus.NONE, poll, clock);
    this.triggers = triggers;
  }

  @Override
  public List<EventSource<?, AuditSink>> prepareEventSources(
      EventSourceContext<AuditSink> context) {
    return List.of(triggers);
  }
}
