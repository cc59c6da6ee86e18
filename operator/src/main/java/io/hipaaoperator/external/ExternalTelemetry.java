package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.status.PassTelemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics and log lines about one kind. Labels are bounded: no names, no values. */
public final class ExternalTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(ExternalTelemetry.class);

  private final PassTelemetry found;
  private final Timer passes;
  private final ConditionGauges gauges;

  /** Counts resources of this kind into this registry. */
  public ExternalTelemetry(MeterRegistry meters, String kind) {
    this.found = new PassTelemetry(meters);
    this.gauges = new ConditionGauges(meters, kind);
    this.passes =
        Timer.builder("hipaa.external.reconcile.duration")
            .description("Time of one pass over a resource held true outside Kubernetes")
            .tag("kind", kind)
            .register(meters);
  }

  /** Times one pass. */
  <T> T timed(Supplier<T> pass) {
    return passes.record(pass);
  }

  /** Counts and logs what one pass found and could not do. */
  void report(
      HasMetadata resource, ExternalPass<?> pass, ExternalStatus status, List<DriftStatus> drifts) {
    gauges.saw(resource.getMetadata().getUid(), status.conditions());
    drifts.forEach(drift -> found.found(resource, drift));
    pass.obstacle()
        .ifPresent(
            obstacle ->
                PassTelemetry.about(resource, LOG.atWarn())
                    .addKeyValue("reason", obstacle.reason())
                    .log("not looked at"));
  }

  /** Counts a resource no longer. */
  void gone(HasMetadata resource) {
    gauges.gone(resource.getMetadata().getUid());
  }

  /** Counts and logs a pass that ended in an exception. */
  void failed(HasMetadata resource, Exception failure) {
    found.failed(resource, failure);
  }
}
