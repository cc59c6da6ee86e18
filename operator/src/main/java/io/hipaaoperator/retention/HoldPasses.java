package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HeldPlace;
import io.hipaaoperator.api.RetentionPolicySpec.DatabaseReference;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.ResourceFinalizer;
import io.hipaaoperator.external.ResourceFinalizer.Kept;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.objects.BucketHolds;
import io.hipaaoperator.objects.BucketHolds.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at holds: what lays them, and what the databases have committed. */
public final class HoldPasses implements ExternalPasses<LegalHold, LegalHoldStatus> {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Enforcement most;
  private final RetentionCluster cluster;
  private final ChildPasses children;
  private final BucketHolds buckets;
  private final Optional<String> image;
  private final ResourceFinalizer<LegalHold> finalizer;
  private final List<Control<DeclaredHold>> controls;
  private final InstantSource clock;

  /**
   * Passes over the holds of a cluster.
   *
   * @param most the most that the operator may do
   * @param buckets keeps what holds say of buckets
   * @param image the operator's own, which has {@code hipaa hold}
   * @param finalizer keeps a hold until it is released everywhere
   */
  public HoldPasses(
      Enforcement most,
      RetentionCluster cluster,
      ChildPasses children,
      BucketHolds buckets,
      Optional<String> image,
      ResourceFinalizer<LegalHold> finalizer,
      List<Control<DeclaredHold>> controls,
      InstantSource clock) {
    this.most = most;
    this.cluster = cluster;
    this.children = children;
    this.buckets = buckets;
    this.image = image;
    this.finalizer = finalizer;
    this.controls = List.copyOf(controls);
    this.clock = clock;
  }

  @Override
  public Outcome<LegalHold, LegalHoldStatus> over(LegalHold resource) {
    Kept<LegalHold> kept =
        most == Enforcement.Enforce
            ? finalizer.put(resource)
            : new Kept<>(resource, Optional.empty());
    LegalHoldStatus before = HoldStatus.of(kept.resource());
    var hold = DeclaredHold.of(kept.resource());
    Held held = new BucketsOf(cluster, buckets, most).over(hold, before);
    HoldPass pass = refused(pass(hold, before, held), kept.refusal());
    return ended(kept.resource(), pass, before, held.isUnderWay());
  }

  /** One that is deleted goes when nothing of it is in force any more. */
  private Outcome<LegalHold, LegalHoldStatus> ended(
      LegalHold resource, HoldPass pass, LegalHoldStatus before, boolean goesOn) {
    boolean goes =
        ResourceFinalizer.isEnding(resource) && finalizer.isOn(resource) && pass.isOver();
    Optional<Refusal> refusal =
        goes && most == Enforcement.Enforce
            ? finalizer.released(resource).refusal()
            : Optional.empty();
    HoldPass told = refused(pass, refusal);
    return new Outcome<>(
        resource,
        told.external(),
        (history, now) -> HoldStatus.next(before, told, history, now),
        HoldStatus.news(before, told),
        goesOn ? Optional.of(AT_ONCE) : Optional.empty());
  }

  private static HoldPass refused(HoldPass pass, Optional<Refusal> refusal) {
    return refusal
        .map(it -> pass.with(pass.external().with(pass.external().children().refused(it))))
        .orElse(pass);
  }

  @Override
  public void forget(LegalHold resource) {
    buckets.forget(resource.getMetadata().getUid());
  }

  /** Its rows went with nobody: they are a record of the hold. */
  @Override
  public List<Announcement> farewell(LegalHoldStatus last) {
    return List.of();
  }

  private HoldPass pass(DeclaredHold hold, LegalHoldStatus before, Held held) {
    HoldPlaces places = HoldPlaces.of(hold, cluster);
    if (places.unread().isPresent()) {
      return without(hold, before, held, RetentionObstacles.unread(places.unread().get()));
    }
    return switch (cluster.runs(hold)) {
      case Fact.Unreachable<HoldRuns>(String why, _) ->
          without(hold, before, held, RetentionObstacles.unread(why));
      case Fact.Known<HoldRuns>(HoldRuns runs) ->
          imageFor(hold)
              .map(its -> with(hold, before, held, places, runs, its))
              .orElseGet(() -> without(hold, before, held, RetentionObstacles.noImage()));
    };
  }

  /** Where no database is declared nothing runs. */
  private Optional<String> imageFor(DeclaredHold hold) {
    return hold.spec().databases().isEmpty() ? Optional.of("") : image;
  }

  private HoldPass without(
      DeclaredHold hold, LegalHoldStatus before, Held held, Obstacle obstacle) {
    Fact<HoldInForce> inForce = new Fact.Unreachable<>(obstacle.message());
    ExternalPass<Void> external =
        ExternalPass.without(
            hold.generation(), subject(hold), most, obstacle, Map.of(), judged(hold, inForce));
    return new HoldPass(
        external.with(ChildPass.unlooked(before.inventory()).and(HoldDrift.put(held.drifts()))),
        Optional.empty(),
        before.databases(),
        held.states(),
        inForce);
  }

  private HoldPass with(
      DeclaredHold hold,
      LegalHoldStatus before,
      Held held,
      HoldPlaces places,
      HoldRuns runs,
      String runsImage) {
    var plan = HoldDocument.of(hold);
    List<DatabaseHold> states = states(hold, plan, places, before, runs);
    List<HeldPlace> all =
        Stream.<HeldPlace>concat(states.stream(), held.states().stream()).toList();
    Fact<HoldInForce> inForce = new Fact.Known<>(HoldInForce.of(hold.spec().isReleased(), all));
    boolean isOver =
        hold.spec().isReleased()
            && inForce.map(HoldInForce::reason).equals(new Fact.Known<>("Released"));
    ChildPass kept =
        kept(
                hold,
                before,
                there ->
                    isOver
                        ? List.of()
                        : desired(hold, before, places, plan, states, runsImage, there))
            .and(HoldDrift.of(before, states, runs))
            .and(HoldDrift.put(held.drifts()));
    ExternalPass<Void> external =
        ExternalPass.<Void>of(
                hold.generation(),
                subject(hold),
                most,
                RetentionPasses.NOTHING,
                judged(hold, inForce))
            .with(kept)
            .lacking(isOver ? Optional.empty() : places.lack().or(held::lack));
    return new HoldPass(external, Optional.of(plan), states, held.states(), inForce);
  }

  private List<DatabaseHold> states(
      DeclaredHold hold,
      HoldDocument plan,
      HoldPlaces places,
      LegalHoldStatus before,
      HoldRuns runs) {
    Instant now = clock.instant();
    return hold.spec().databases().stream()
        .map(DatabaseReference::name)
        .map(
            name ->
                new HoldStates(plan, places.hash(plan, name), hold.generation(), now)
                    .next(name, HoldStatus.find(before, name), runs.newest(name)))
        .toList();
  }

  /** With somebody else's plan, account or network no run is begun. */
  private static List<HasMetadata> desired(
      DeclaredHold hold,
      LegalHoldStatus before,
      HoldPlaces places,
      HoldDocument plan,
      List<DatabaseHold> states,
      String image,
      List<HasMetadata> there) {
    if (hold.spec().databases().isEmpty()) {
      return List.of();
    }
    List<HasMetadata> conditions = HoldChildren.conditions(hold, places.places(), plan);
    boolean isForeign = family(hold).hasForeign(conditions, there, before.inventory());
    Stream<HasMetadata> cronJobs =
        HoldChildren.cronJobs(hold, places.places(), states, image, isForeign);
    return Stream.concat(conditions.stream(), cronJobs).toList();
  }

  private ChildPass kept(DeclaredHold hold, LegalHoldStatus before, KeptRuns.Desired desired) {
    return new KeptRuns(cluster, children)
        .over(
            hold.namespace(),
            family(hold),
            most,
            before.inventory(),
            () -> cluster.children(hold),
            desired);
  }

  private static RetentionFamily family(DeclaredHold hold) {
    return new RetentionFamily(hold.uid(), HoldChildren.names(hold).all());
  }

  private List<Result> judged(DeclaredHold hold, Fact<HoldInForce> inForce) {
    return Control.judge(controls, hold, Facts.none().with(RetentionFacts.IN_FORCE, inForce));
  }

  private static String subject(DeclaredHold hold) {
    return "what lays the hold in %d databases and %d buckets"
        .formatted(hold.spec().databases().size(), hold.spec().buckets().size());
  }
}
