package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Has the ledger of a PhiDatabase published, where it declares one. */
public final class PhiDatabaseReconciler
    extends ExternalReconciler<PhiDatabase, PhiDatabaseStatus> {
  private final DatabaseTriggers triggers;

  /** A reconciler out of its parts; databases are looked at this often, give or take a fifth. */
  public PhiDatabaseReconciler(
      ExternalPasses<PhiDatabase, PhiDatabaseStatus> passes,
      ExternalReporter<PhiDatabase, PhiDatabaseStatus> reporter,
      ExternalTelemetry telemetry,
      DatabaseTriggers triggers,
      Duration poll,
      Clock clock) {
    super(passes, reporter, telemetry, PhiDatabaseStatus.NONE, poll, clock);
    this.triggers = triggers;
  }

  @Override
  public List<EventSource<?, PhiDatabase>> prepareEventSources(
      EventSourceContext<PhiDatabase> context) {
    return List.of(triggers);
  }
}
