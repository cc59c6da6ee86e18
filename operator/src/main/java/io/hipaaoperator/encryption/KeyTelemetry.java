package io.hipaaoperator.encryption;

import static java.util.Objects.requireNonNullElse;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics and log lines about keys. Labels are bounded: no names, no values. */
public final class KeyTelemetry {
  private static final Logger LOG = LoggerFactory.getLogger(KeyTelemetry.class);

  private final MeterRegistry meters;
  private final Timer passes;
  private final KeyGauges gauges;

  /** Counts into this registry. */
  public KeyTelemetry(MeterRegistry meters) {
    this.meters = meters;
    this.gauges = new KeyGauges(meters);
    this.passes =
        Timer.builder("hipaa.key.reconcile.duration")
            .description("Time of one pass over an EncryptionKey")
            .register(meters);
  }

  /** Times one pass. */
  <T> T timed(Supplier<T> pass) {
    return passes.record(pass);
  }

  /** Counts and logs what one pass found and could not do. */
  void report(
      EncryptionKey resource, KeyPass pass, EncryptionKeyStatus status, List<DriftStatus> drifts) {
    gauges.saw(resource.getMetadata().getUid(), status.conditions());
    drifts.forEach(drift -> report(resource, drift));
    pass.obstacle()
        .ifPresent(
            obstacle ->
                LOG.atWarn()
                    .addKeyValue("name", resource.getMetadata().getName())
                    .addKeyValue("reason", obstacle.reason())
                    .log("key not looked at"));
  }

  /** Counts a key no longer. */
  void gone(EncryptionKey resource) {
    gauges.gone(resource.getMetadata().getUid());
  }

  /** Counts and logs a pass that ended in an exception; its message may hold an object, so not. */
  void failed(EncryptionKey resource, Exception failure) {
    meters.counter("hipaa.reconcile.errors").increment();
    LOG.atError()
        .addKeyValue("name", resource.getMetadata().getName())
        .addKeyValue("failure", failure.getClass().getSimpleName())
        .log("pass failed, will be tried again");
  }

  private void report(EncryptionKey resource, DriftStatus drift) {
    Counter.builder("hipaa.drift")
        .description("Deviations found")
        .tag("kind", drift.kind())
        .tag("type", drift.type())
        .tag("action", drift.action())
        .tag("weakens", String.valueOf(drift.weakens()))
        .register(meters)
        .increment();
    LOG.atWarn()
        .addKeyValue("name", resource.getMetadata().getName())
        .addKeyValue("object", drift.name())
        .addKeyValue("path", requireNonNullElse(drift.path(), ""))
        .addKeyValue("action", drift.action())
        .log("drift");
  }
}
