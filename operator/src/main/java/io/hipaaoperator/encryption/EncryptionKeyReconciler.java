package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.News;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Keeps an EncryptionKey true: observe, plan, apply, status. AWS tells nobody of a change, so it
 * looks again and again. A few keys are looked at at a time, on threads that are there for them: a
 * dead endpoint holds up no workload.
 */
public final class EncryptionKeyReconciler implements Reconciler<EncryptionKey> {
  /** Threads that the keys need beside those of the workloads. */
  public static final int THREADS = 4;

  private static final Duration NEXT_TURN = Duration.ofMillis(500);
  private static final Duration CONFLICT_RETRY = Duration.ofSeconds(1);
  private static final double JITTER = 0.2;

  private final KeyPasses passes;
  private final KeyReporter reporter;
  private final KeyTelemetry telemetry;
  private final Duration poll;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(THREADS);
  private final Map<String, List<DriftStatus>> owed = new ConcurrentHashMap<>();
  private final RandomGenerator random = RandomGenerator.getDefault();

  /**
   * A reconciler out of its parts.
   *
   * @param poll how often a key is looked at, give or take a fifth
   */
  public EncryptionKeyReconciler(
      KeyPasses passes, KeyReporter reporter, KeyTelemetry telemetry, Duration poll, Clock clock) {
    this.passes = passes;
    this.reporter = reporter;
    this.telemetry = telemetry;
    this.poll = poll;
    this.clock = clock;
  }

  @Override
  public UpdateControl<EncryptionKey> reconcile(
      EncryptionKey cached, Context<EncryptionKey> context) {
    if (!turns.tryAcquire()) {
      return again(NEXT_TURN);
    }
    try {
      return telemetry.timed(() -> again(reconcile(reporter.newest(cached))));
    } finally {
      turns.release();
    }
  }

  /** The server could not be asked or told: nothing is lost, JOSDK tries again and again. */
  @Override
  public ErrorStatusUpdateControl<EncryptionKey> updateErrorStatus(
      EncryptionKey resource, Context<EncryptionKey> context, Exception failure) {
    telemetry.failed(resource, failure);
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  /** A resource is gone; its key stays, since what it encrypts may be needed for years. */
  public void gone(EncryptionKey resource) {
    owed.remove(uid(resource));
    telemetry.gone(resource);
    Optional.ofNullable(resource.getStatus())
        .map(EncryptionKeyStatus::arn)
        .ifPresent(
            arn ->
                reporter.announce(
                    resource,
                    List.of(Announcement.normal("KeyRetained", "the key stays in AWS: " + arn))));
  }

  private Duration reconcile(EncryptionKey cached) {
    KeyPasses.Outcome outcome = passes.over(cached);
    EncryptionKey resource = outcome.resource();
    KeyPass pass = outcome.pass();
    EncryptionKeyStatus before = status(resource);
    DriftHistory history =
        DriftHistory.after(
            before.drift(),
            Objects.requireNonNullElse(before.driftTotal(), 0),
            owed.getOrDefault(uid(resource), List.of()),
            pass.standing(),
            pass.reverted(),
            clock.instant());
    EncryptionKeyStatus after = KeyStatus.next(before, pass, history, clock.instant());
    if (!report(resource, before, after, history)) {
      return CONFLICT_RETRY;
    }
    telemetry.report(resource, pass, after, history.added());
    return pass.retry().isPositive() ? pass.retry() : jittered();
  }

  /** What was put back is not found again, so it is remembered until a status shows it. */
  private boolean report(
      EncryptionKey resource,
      EncryptionKeyStatus before,
      EncryptionKeyStatus after,
      DriftHistory history) {
    owed.put(uid(resource), history.added());
    if (!after.equals(before) && reporter.write(resource, after).isEmpty()) {
      return false;
    }
    owed.remove(uid(resource));
    reporter.announce(resource, news(before, after, history));
    return true;
  }

  private static List<Announcement> news(
      EncryptionKeyStatus before, EncryptionKeyStatus after, DriftHistory history) {
    return Stream.of(
            found(before, after).stream(),
            history.added().stream().map(News::drift),
            Stream.of("Ready", "Compliant")
                .flatMap(
                    type -> News.turned(type, before.conditions(), after.conditions()).stream()))
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private static Optional<Announcement> found(
      EncryptionKeyStatus before, EncryptionKeyStatus after) {
    return before.arn() == null && after.arn() != null
        ? Optional.of(Announcement.normal("KeyBound", "the key is " + after.arn()))
        : Optional.empty();
  }

  private Duration jittered() {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.max(1, Math.round(poll.toMillis() * factor)));
  }

  private static UpdateControl<EncryptionKey> again(Duration after) {
    return UpdateControl.<EncryptionKey>noUpdate().rescheduleAfter(after);
  }

  private static EncryptionKeyStatus status(EncryptionKey resource) {
    return Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
  }

  private static String uid(EncryptionKey resource) {
    return resource.getMetadata().getUid();
  }
}
