package io.hipaaoperator.external;

import io.fabric8.kubernetes.client.CustomResource;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.external.ExternalPasses.Outcome;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Namesake;
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
 * Keeps a resource true outside Kubernetes: observe, plan, apply, status. Nobody tells of a change
 * there, so it looks again and again. A few are looked at at a time, on threads that are there for
 * them: a dead endpoint holds up no workload.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public abstract class ExternalReconciler<R extends CustomResource<?, S>, S extends ExternalStatus>
    implements Reconciler<R> {
  /** Threads that each kind needs beside those of the workloads. */
  public static final int THREADS = 4;

  private static final Duration NEXT_TURN = Duration.ofMillis(500);
  private static final Duration CONFLICT_RETRY = Duration.ofSeconds(1);

  private final ExternalPasses<R, S> passes;
  private final ExternalReporter<R, S> reporter;
  private final ExternalTelemetry telemetry;
  private final S nothing;
  private final Pace pace;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(THREADS);
  private final Map<String, List<DriftStatus>> owed = new ConcurrentHashMap<>();

  /** The annotation that asks for a look, as it was last. */
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  /** The newest status of what was looked at here, written or not. */
  private final Map<String, S> latest = new ConcurrentHashMap<>();

  /**
   * A reconciler out of its parts.
   *
   * @param nothing the status of which nothing is known yet
   * @param poll how often a resource is looked at, give or take a fifth
   */
  protected ExternalReconciler(
      ExternalPasses<R, S> passes,
      ExternalReporter<R, S> reporter,
      ExternalTelemetry telemetry,
      S nothing,
      Duration poll,
      Clock clock) {
    this.passes = passes;
    this.reporter = reporter;
    this.telemetry = telemetry;
    this.nothing = nothing;
    this.pace = new Pace(poll, RandomGenerator.getDefault());
    this.clock = clock;
  }

  @Override
  public UpdateControl<R> reconcile(R cached, Context<R> context) {
    if (!turns.tryAcquire()) {
      return again(pace.jittered(NEXT_TURN));
    }
    try {
      return Namesake.heeded(
          cached, context, telemetry.timed(() -> again(reconcile(reporter.newest(cached)))));
    } finally {
      turns.release();
    }
  }

  /** The server could not be asked or told: nothing is lost, JOSDK tries again and again. */
  @Override
  public ErrorStatusUpdateControl<R> updateErrorStatus(
      R resource, Context<R> context, Exception failure) {
    telemetry.failed(resource, failure);
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  /** A resource is gone; what it declared stays. Who looked at it says so: one of all replicas. */
  public void gone(R resource) {
    owed.remove(uid(resource));
    asked.remove(uid(resource));
    telemetry.gone(resource);
    Optional.ofNullable(latest.remove(uid(resource))).ifPresent(last -> farewell(resource, last));
  }

  private void farewell(R resource, S last) {
    reporter.announce(resource, passes.farewell(last));
  }

  private Duration reconcile(R cached) {
    if (isAskedToLook(cached)) {
      passes.forget(cached);
    }
    latest.put(uid(cached), status(cached));
    Outcome<R, S> outcome = passes.over(cached);
    S before = status(outcome.resource());
    DriftHistory history = history(outcome, before);
    S after = outcome.status().with(history, clock.instant());
    if (latest.replace(uid(cached), after) == null) {
      farewell(outcome.resource(), after);
      return pace.poll();
    }
    if (!report(outcome, before, after, history)) {
      return pace.jittered(CONFLICT_RETRY);
    }
    telemetry.report(outcome.resource(), outcome.pass(), after, history.added());
    return sooner(outcome.soon(), pace.after(outcome.pass(), after, clock.instant()));
  }

  /** Whether the annotation that asks for a look is another than last time. */
  private boolean isAskedToLook(R cached) {
    Map<String, String> annotations =
        Objects.requireNonNullElse(cached.getMetadata().getAnnotations(), Map.of());
    String now = annotations.getOrDefault(Api.LOOK, "");
    String before = asked.put(uid(cached), now);
    return before != null && !before.equals(now);
  }

  private Duration sooner(Optional<Duration> soon, Duration usual) {
    return soon.map(pace::jittered).filter(pause -> pause.compareTo(usual) < 0).orElse(usual);
  }

  private DriftHistory history(Outcome<R, S> outcome, S before) {
    List<DriftStatus> unshown = owed.getOrDefault(uid(outcome.resource()), List.of());
    return outcome.pass().history(before, unshown, clock.instant());
  }

  /** What was put back is not found again, so it is remembered until a status shows it. */
  private boolean report(Outcome<R, S> outcome, S before, S after, DriftHistory history) {
    R resource = outcome.resource();
    owed.put(uid(resource), history.added());
    if (!after.equals(before) && reporter.write(resource, after).isEmpty()) {
      return false;
    }
    owed.remove(uid(resource));
    reporter.announce(resource, news(outcome, before, after, history));
    return true;
  }

  private List<Announcement> news(Outcome<R, S> outcome, S before, S after, DriftHistory history) {
    return Stream.of(
            outcome.news().stream(),
            history.added().stream().map(News::drift),
            Stream.of("Ready", "Compliant")
                .flatMap(
                    type -> News.turned(type, before.conditions(), after.conditions()).stream()))
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  private UpdateControl<R> again(Duration after) {
    return UpdateControl.<R>noUpdate().rescheduleAfter(after);
  }

  private S status(R resource) {
    return Objects.requireNonNullElse(resource.getStatus(), nothing);
  }

  private static String uid(CustomResource<?, ?> resource) {
    return resource.getMetadata().getUid();
  }
}
