package io.hipaaoperator.workload;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Namesake;
import io.hipaaoperator.kube.Refusal;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps a PhiWorkload true: observe, plan, apply, status. */
public final class PhiWorkloadReconciler implements Reconciler<PhiWorkload> {
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** Somebody was faster than we: what is there now is known soon. */
  private static final Duration CONFLICT_RETRY = Duration.ofSeconds(1);

  private final WorkloadPass passes;
  private final Reporter reporter;
  private final WorkloadTelemetry telemetry;
  private final WorkloadTriggers triggers;
  private final Clock clock;
  private final OwedReports owed = new OwedReports();

  /** A reconciler out of its parts. */
  public PhiWorkloadReconciler(
      WorkloadPass passes,
      Reporter reporter,
      WorkloadTelemetry telemetry,
      WorkloadTriggers triggers,
      Clock clock) {
    this.passes = passes;
    this.reporter = reporter;
    this.telemetry = telemetry;
    this.triggers = triggers;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, PhiWorkload>> prepareEventSources(
      EventSourceContext<PhiWorkload> context) {
    return List.of(triggers);
  }

  @Override
  public UpdateControl<PhiWorkload> reconcile(PhiWorkload cached, Context<PhiWorkload> context) {
    return Namesake.heeded(
        cached, context, telemetry.timed(() -> reconcile(reporter.newest(cached))));
  }

  /** The server could not be asked or told: nothing is lost, JOSDK tries again and again. */
  @Override
  public ErrorStatusUpdateControl<PhiWorkload> updateErrorStatus(
      PhiWorkload resource, Context<PhiWorkload> context, Exception failure) {
    telemetry.failed(resource, failure);
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  private UpdateControl<PhiWorkload> reconcile(PhiWorkload resource) {
    PhiWorkloadStatus before =
        Objects.requireNonNullElse(resource.getStatus(), PhiWorkloadStatus.NONE);
    Look look = passes.look(resource, before);
    return look.repairs().isEmpty() || reporter.stands(resource)
        ? act(resource, before, look)
        : UpdateControl.noUpdate();
  }

  private UpdateControl<PhiWorkload> act(
      PhiWorkload resource, PhiWorkloadStatus before, Look look) {
    DriftLog noted = noted(resource, before, look);
    Pass pass = passes.act(look);
    DriftLog log = noted.after(pass, clock.instant());
    PhiWorkloadStatus after = WorkloadStatus.next(before, pass, log, clock.instant());
    List<Announcement> news = WorkloadEvents.between(before, after, log.added());
    owed.settle(resource, log, () -> reporter.report(resource, pass, before, after, news));
    telemetry.report(resource, after, log.added(), pass.refusals());
    return next(pass);
  }

  /**
   * What is about to be put back is told first, since nobody finds it afterwards. It is put back
   * even if it can't be told.
   */
  private DriftLog noted(PhiWorkload resource, PhiWorkloadStatus before, Look look) {
    DriftLog known = owed.log(resource, before);
    DriftLog noted = known.noting(look.repairs(), clock.instant());
    if (noted != known) {
      try {
        reporter.note(resource, noted.in(before));
      } catch (KubernetesClientException e) {
        telemetry.unnoted(resource, e);
      }
    }
    return noted;
  }

  /**
   * When to look again.
   *
   * @throws UnansweredWrite when the server could not answer: after a pause that grows
   */
  private static UpdateControl<PhiWorkload> next(Pass pass) {
    pass.refusals().stream()
        .filter(refusal -> !refusal.isAnswered())
        .findFirst()
        .ifPresent(UnansweredWrite::raise);
    UpdateControl<PhiWorkload> done = UpdateControl.noUpdate();
    return Stream.of(retry(pass.refusals()), pass.pause())
        .filter(Duration::isPositive)
        .min(Comparator.naturalOrder())
        .map(done::rescheduleAfter)
        .orElse(done);
  }

  private static Duration retry(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return Duration.ZERO;
    }
    return refusals.stream().allMatch(Refusal::isConflict) ? CONFLICT_RETRY : RETRY;
  }
}
