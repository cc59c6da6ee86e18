package io.hipaaoperator.status;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Counts and logs what passes over resources of any kind found. Labels are bounded: no names, no
 * values.
 */
public final class PassTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(PassTelemetry.class);

  private final MeterRegistry meters;

  /** Counts into this registry. */
  public PassTelemetry(MeterRegistry meters) {
    this.meters = meters;
  }

  /** A drift that was found at a resource. */
  public void found(HasMetadata resource, DriftStatus drift) {
    Counter.builder("hipaa.drift")
        .description("Deviations found")
        .tag("kind", drift.kind())
        .tag("type", drift.type())
        .tag("action", drift.action())
        .tag("weakens", String.valueOf(drift.weakens()))
        .register(meters)
        .increment();
    about(resource, LOG.atWarn())
        .addKeyValue("object", drift.name())
        .addKeyValue("path", requireNonNullElse(drift.path(), ""))
        .addKeyValue("manager", requireNonNullElse(drift.manager(), ""))
        .addKeyValue("action", drift.action())
        .log("drift");
  }

  /** A pass that ended in an exception; its message may hold an object, so it is not logged. */
  public void failed(HasMetadata resource, Exception failure) {
    meters.counter("hipaa.reconcile.errors").increment();
    about(resource, LOG.atError())
        .addKeyValue("failure", failure.getClass().getSimpleName())
        .log("pass failed, will be tried again");
  }

  /** A line in the log about a resource. */
  public static LoggingEventBuilder about(HasMetadata resource, LoggingEventBuilder line) {
    String namespace = resource.getMetadata().getNamespace();
    return (namespace == null ? line : line.addKeyValue("namespace", namespace))
        .addKeyValue("name", resource.getMetadata().getName());
  }
}
