package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Announcement;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at a log group, plans, and repairs: everything but the report. */
public final class SinkPasses implements ExternalPasses<AuditSink, AuditSinkStatus> {
  private static final Duration UNTIL_KEY = Duration.ofSeconds(10);

  private final Enforcement most;
  private final Supplier<Answer<Services>> aws;
  private final Function<String, Optional<EncryptionKey>> keys;
  private final Function<LogClass, List<Control<DeclaredSink>>> controls;
  private final InstantSource clock;

  /**
   * Passes with these controls.
   *
   * @param most the most that may be done, whatever a resource says
   * @param aws opens AWS when it is first asked
   * @param keys EncryptionKeys by name
   * @param controls what is judged, by what the logs are for
   */
  public SinkPasses(
      Enforcement most,
      Supplier<Answer<Services>> aws,
      Function<String, Optional<EncryptionKey>> keys,
      Function<LogClass, List<Control<DeclaredSink>>> controls,
      InstantSource clock) {
    this.most = most;
    this.aws = aws;
    this.keys = keys;
    this.controls = controls;
    this.clock = clock;
  }

  @Override
  public Outcome<AuditSink, AuditSinkStatus> over(AuditSink resource) {
    SinkPass pass = look(resource);
    AuditSinkStatus before = status(resource);
    return new Outcome<>(
        resource,
        pass.external(),
        (history, now) -> SinkStatus.next(before, pass, history, now),
        found(before, pass).toList());
  }

  private static Stream<Announcement> found(AuditSinkStatus before, SinkPass pass) {
    return pass.seen().flatMap(ObservedSink::group).stream()
        .filter(_ -> before.arn() == null)
        .map(group -> Announcement.normal("LogGroupBound", "the log group is " + group.arn()));
  }

  /** What is in it must be kept for years. */
  @Override
  public List<Announcement> farewell(AuditSinkStatus last) {
    return Optional.ofNullable(last.arn()).stream()
        .map(arn -> Announcement.normal("LogGroupRetained", "the log group stays in AWS: " + arn))
        .toList();
  }

  private SinkPass look(AuditSink resource) {
    DeclaredSink declared =
        DeclaredSink.of(resource, keys, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return switch (aws.get()) {
      case Answer.Known<Services>(Services services) -> look(resource, declared, services);
      case Answer<Services> failed ->
          without(resource, declared, Optional.empty(), Obstacle.unknown(failed));
    };
  }

  private SinkPass look(AuditSink resource, DeclaredSink declared, Services services) {
    Answer<ObservedSink> read = ObservedSink.read(services, declared);
    return switch (read) {
      case Answer.Known<ObservedSink>(ObservedSink seen) ->
          inTheWay(resource, declared, services.region(), seen)
              .map(obstacle -> without(resource, declared, region(services), obstacle))
              .orElseGet(() -> held(resource, declared, services, seen));
      case Answer<ObservedSink> failed ->
          without(resource, declared, region(services), Obstacle.unknown(failed));
    };
  }

  private Optional<Obstacle> inTheWay(
      AuditSink resource, DeclaredSink declared, String region, ObservedSink seen) {
    AuditSinkStatus before = status(resource);
    if (before.arn() != null && !region.equals(before.region())) {
      String where = "the log group is in " + before.region() + ", the operator in " + region;
      return Optional.of(Obstacle.stalled("OtherRegion", where));
    }
    return seen.group().isPresent()
        ? GroupOwner.objection(declared, seen.group().get(), seen.tags(), before.arn())
        : unmade(resource, declared);
  }

  /** Why no group can be made. One that somebody deleted is a deviation, and no obstacle. */
  private Optional<Obstacle> unmade(AuditSink resource, DeclaredSink declared) {
    if (enforcement(resource) == Enforcement.Observe && status(resource).arn() == null) {
      String none = "there is no log group " + declared.group() + ", and Observe makes none";
      return Optional.of(Obstacle.observing(none));
    }
    return declared
        .key()
        .filter(key -> !key.isUsable())
        .map(key -> Obstacle.waiting("KeyNotReady", key.waiting(), UNTIL_KEY));
  }

  private SinkPass held(
      AuditSink resource, DeclaredSink declared, Services services, ObservedSink seen) {
    var outside = new SinkOutside(services, declared);
    var held = Convergence.held(enforcement(resource), outside, seen, status(resource).applied());
    return new SinkPass(
        ExternalPass.of(
            resource.getMetadata().getGeneration(),
            declared.group(),
            enforcement(resource),
            held,
            judge(declared, held.seen())),
        declared,
        region(services),
        Optional.of(held.seen()));
  }

  private List<Result> judge(DeclaredSink declared, ObservedSink seen) {
    Facts facts = Facts.none().with(AuditFacts.LOG_GROUP, seen.group());
    for (SinkPart part : seen.parts()) {
      facts = part.with(facts);
    }
    return Control.judge(controls.apply(declared.spec().logClass()), declared, facts);
  }

  private SinkPass without(
      AuditSink resource, DeclaredSink declared, Optional<String> region, Obstacle obstacle) {
    Map<String, String> applied = status(resource).applied();
    return new SinkPass(
        ExternalPass.without(
            resource.getMetadata().getGeneration(),
            declared.group(),
            enforcement(resource),
            obstacle,
            applied,
            unread(declared, obstacle)),
        declared,
        region,
        Optional.empty());
  }

  /** What was not looked at is undetermined, and stays in the list. */
  private List<Result> unread(DeclaredSink declared, Obstacle obstacle) {
    Facts facts = AuditFacts.unreachable(obstacle.message());
    return Control.judge(controls.apply(declared.spec().logClass()), declared, facts);
  }

  private static Optional<String> region(Services services) {
    return Optional.of(services.region());
  }

  private Enforcement enforcement(AuditSink resource) {
    return resource.getSpec().enforcement().atMost(most);
  }

  private static AuditSinkStatus status(AuditSink resource) {
    return Objects.requireNonNullElse(resource.getStatus(), AuditSinkStatus.NONE);
  }
}
