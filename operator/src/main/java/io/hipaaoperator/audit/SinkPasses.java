package io.hipaaoperator.audit;

import io.hipaaoperator.api.ArchiveStatus;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LogClass;
import io.hipaaoperator.api.SinkArchive;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import io.hipaaoperator.external.Repair;
import io.hipaaoperator.kube.Announcement;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Looks at a log group, plans, and repairs: everything but the report. */
public final class SinkPasses implements ExternalPasses<AuditSink, AuditSinkStatus> {
  private final Enforcement most;
  private final Supplier<Answer<Services>> aws;
  private final Function<String, Optional<EncryptionKey>> keys;
  private final Owners<AuditSink> owners;
  private final ToIntFunction<String> users;
  private final SinkChildren children;
  private final Function<LogClass, List<Control<DeclaredSink>>> controls;
  private final InstantSource clock;

  /**
   * Passes with these controls.
   *
   * @param most the most that may be done, whatever a resource says
   * @param aws opens AWS when it is first asked
   * @param keys EncryptionKeys by name
   * @param owners whose a group is that several resources name
   * @param users how many workloads name a sink, by its name
   * @param children keeps what a sink has in the cluster
   * @param controls what is judged, by what the logs are for
   */
  public SinkPasses(
      Enforcement most,
      Supplier<Answer<Services>> aws,
      Function<String, Optional<EncryptionKey>> keys,
      Owners<AuditSink> owners,
      ToIntFunction<String> users,
      SinkChildren children,
      Function<LogClass, List<Control<DeclaredSink>>> controls,
      InstantSource clock) {
    this.most = most;
    this.aws = aws;
    this.keys = keys;
    this.owners = owners;
    this.users = users;
    this.children = children;
    this.controls = controls;
    this.clock = clock;
  }

  @Override
  public Outcome<AuditSink, AuditSinkStatus> over(AuditSink resource) {
    AuditSinkStatus before = status(resource);
    SinkPass pass = withChildren(resource, before, look(GroupDiscovery.known(resource)));
    int named = users.applyAsInt(resource.getMetadata().getName());
    return new Outcome<>(
        resource,
        pass.external(),
        (history, now) -> SinkStatus.next(before, pass, named, history, now),
        found(before, pass).toList(),
        pass.proof().flatMap(proof -> SinkProof.soon(proof, clock.instant())));
  }

  /** They are kept while AWS is away, too: which group it is was seen before. */
  private SinkPass withChildren(AuditSink resource, AuditSinkStatus before, SinkPass pass) {
    return pass.with(
        pass.place(before)
            .map(place -> children.keep(resource, enforcement(resource), place))
            .orElseGet(() -> ChildPass.unlooked(before.inventory())));
  }

  @Override
  public void forget(AuditSink resource) {
    if (aws.get() instanceof Answer.Known<Services>(Services services)) {
      String group = GroupDiscovery.known(resource).getSpec().logGroup().name();
      services.logs().groups().forget(group);
      services.ways().forget(group);
      resource.getSpec().archived().map(SinkArchive::bucket).ifPresent(services.ways()::forget);
      services.logs().queries().forget();
      services.alarms().forget();
      arns(status(resource)).forEach(services.tags()::forget);
      Optional.ofNullable(status(resource).arn()).ifPresent(services.logs().metrics()::forget);
      resource.getSpec().writers().forEach(services.roles()::forget);
    }
  }

  private static Stream<String> arns(AuditSinkStatus seen) {
    return Stream.concat(
        Stream.ofNullable(seen.arn()), Stream.ofNullable(seen.archive()).map(ArchiveStatus::arn));
  }

  private static Stream<Announcement> found(AuditSinkStatus before, SinkPass pass) {
    return Stream.concat(foundGroup(before, pass), foundArchive(before, pass));
  }

  private static Stream<Announcement> foundArchive(AuditSinkStatus before, SinkPass pass) {
    return SinkStatus.archive(pass)
        .map(archive -> archive.status(null))
        .filter(_ -> before.archive() == null)
        .map(seen -> Announcement.normal("ArchiveBound", "the archive is " + seen.arn()))
        .stream();
  }

  private static Stream<Announcement> foundGroup(AuditSinkStatus before, SinkPass pass) {
    return pass.seen().flatMap(ObservedSink::group).stream()
        .filter(_ -> before.arn() == null)
        .map(group -> Announcement.normal("LogGroupBound", "the log group is " + group.arn()));
  }

  /** What is in it must be kept for years. */
  @Override
  public List<Announcement> farewell(AuditSinkStatus last) {
    return Stream.concat(
            Optional.ofNullable(last.arn()).stream()
                .map(arn -> retained("LogGroupRetained", "the log group", arn)),
            Optional.ofNullable(last.archive()).stream()
                .map(archive -> retained("ArchiveRetained", "the archive", archive.arn())))
        .toList();
  }

  private static Announcement retained(String reason, String what, String arn) {
    return Announcement.normal(reason, what + " stays in AWS: " + arn);
  }

  private SinkPass look(AuditSink resource) {
    return switch (aws.get()) {
      case Answer.Known<Services>(Services services) -> look(resource, services);
      case Answer<Services> failed ->
          without(resource, declared(resource), Optional.empty(), Obstacle.unknown(failed));
    };
  }

  private DeclaredSink declared(AuditSink resource) {
    return DeclaredSink.of(resource, keys, clock.instant());
  }

  private SinkPass look(AuditSink resource, Services services) {
    GroupDiscovery.Found found = GroupDiscovery.of(resource, services);
    DeclaredSink declared = declared(found.resource());
    return found
        .obstacle()
        .map(why -> without(resource, declared, Optional.of(services.region()), why))
        .orElseGet(() -> look(found.resource(), declared, services))
        .with(found.ambiguity());
  }

  private SinkPass look(AuditSink resource, DeclaredSink declared, Services services) {
    boolean makes = enforcement(resource) == Enforcement.Enforce;
    SinkHold.Held held = new SinkHold(services, owners, makes).of(resource, declared);
    return held.seen()
        .map(seen -> held(resource, declared, services, seen))
        .orElseGet(
            () ->
                without(
                    resource,
                    declared,
                    Optional.of(services.region()),
                    held.obstacle().orElseThrow()));
  }

  private SinkPass held(
      AuditSink resource, DeclaredSink declared, Services services, ObservedSink seen) {
    var outside = new SinkOutside(services, declared);
    var held = Convergence.held(enforcement(resource), outside, seen, status(resource).applied());
    Optional<Proof> proof = proof(resource, declared, services, held);
    return SinkPass.of(
        ExternalPass.of(
            resource.getMetadata().getGeneration(),
            declared.group(),
            enforcement(resource),
            held,
            verdicts(declared).of(held.seen(), proof)),
        declared,
        Optional.of(services.region()),
        Optional.of(held.seen()),
        proof);
  }

  /** Observe writes no event; and what was changed just now may not be in force yet. */
  private Optional<Proof> proof(
      AuditSink resource,
      DeclaredSink declared,
      Services services,
      Convergence<ObservedSink, SinkWrite> held) {
    if (enforcement(resource) == Enforcement.Observe) {
      return Optional.empty();
    }
    Proof last = status(resource).proof();
    return Optional.of(
        held.repairs().stream().anyMatch(Repair::succeeded)
            ? Objects.requireNonNullElse(last, SinkProof.NONE)
            : new SinkProof(services.logs().events(), declared, clock.instant()).after(last));
  }

  private SinkPass without(
      AuditSink resource, DeclaredSink declared, Optional<String> region, Obstacle obstacle) {
    return SinkPass.of(
        ExternalPass.without(
            resource.getMetadata().getGeneration(),
            declared.group(),
            enforcement(resource),
            obstacle,
            status(resource).applied(),
            verdicts(declared).unread(obstacle.message())),
        declared,
        region,
        Optional.empty(),
        Optional.empty());
  }

  private SinkVerdicts verdicts(DeclaredSink declared) {
    return new SinkVerdicts(controls.apply(declared.spec().logClass()), declared);
  }

  private Enforcement enforcement(AuditSink resource) {
    return resource.getSpec().enforcement().atMost(most);
  }

  private static AuditSinkStatus status(AuditSink resource) {
    return Objects.requireNonNullElse(resource.getStatus(), AuditSinkStatus.NONE);
  }
}
