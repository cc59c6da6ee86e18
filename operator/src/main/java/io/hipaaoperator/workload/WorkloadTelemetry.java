package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.status.PassTelemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics and log lines about workloads. Labels are bounded: no names, no values. */
public final class WorkloadTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(WorkloadTelemetry.class);

  private final MeterRegistry meters;
  private final PassTelemetry found;
  private final Timer reconciles;
  private final WorkloadGauges gauges;

  /** Counts into this registry. */
  public WorkloadTelemetry(MeterRegistry meters, WorkloadGauges gauges) {
    this.meters = meters;
    this.found = new PassTelemetry(meters);
    this.gauges = gauges;
    this.reconciles =
        Timer.builder("hipaa.reconcile.duration")
            .description("Time of one pass over a PhiWorkload")
            .register(meters);
  }

  /** Times one pass. */
  <T> T timed(Supplier<T> pass) {
    return reconciles.record(pass);
  }

  /** Counts and logs what one pass found and could not do. */
  void report(
      PhiWorkload resource,
      PhiWorkloadStatus status,
      List<DriftStatus> drifts,
      List<Refusal> refusals) {
    gauges.saw(Workload.of(resource), status);
    drifts.forEach(drift -> found.found(resource, drift));
    refusals.forEach(refusal -> report(resource, refusal));
  }

  /** Counts and logs a pass that ended in an exception. */
  void failed(PhiWorkload resource, Exception failure) {
    found.failed(resource, failure);
  }

  /** Logs that a drift could not be told before it is put back; it will be afterwards. */
  void unnoted(PhiWorkload resource, Exception failure) {
    PassTelemetry.about(resource, LOG.atWarn())
        .addKeyValue("failure", failure.getClass().getSimpleName())
        .log("drift not noted before its repair");
  }

  private void report(PhiWorkload resource, Refusal refusal) {
    Counter.builder("hipaa.apply.refused")
        .description("Writes that the API server refused or could not answer")
        .tag("reason", refusal.label())
        .register(meters)
        .increment();
    PassTelemetry.about(resource, LOG.atWarn())
        .addKeyValue("object", refusal.name())
        .addKeyValue("reason", refusal.reason())
        .log("write refused");
  }
}
