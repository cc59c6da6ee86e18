package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.SettingComparison;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.ExternalPasses;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.objects.EndingPasses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at policies: what runs the purge, and how the runs went. The records themselves are the
 * purge's business, which is a process of its own.
 */
public final class RetentionPasses
    implements ExternalPasses<RetentionPolicy, RetentionPolicyStatus> {
  /** Nothing of these kinds is kept outside the cluster. */
  static final Convergence<String, Void> NOTHING =
      new Convergence<>("", SettingComparison.none(Map.of()), List.of());

  private final Enforcement most;
  private final RetentionCluster cluster;
  private final ChildPasses children;
  private final EndingPasses endings;
  private final Optional<String> image;
  private final List<Control<DeclaredPolicy>> controls;
  private final InstantSource clock;

  /**
   * Passes over the policies of a cluster.
   *
   * @param most the most that the operator may do, whatever a policy asks for
   * @param endings keeps what ends objects in buckets
   * @param image the operator's own, which has {@code hipaa purge}
   */
  public RetentionPasses(
      Enforcement most,
      RetentionCluster cluster,
      ChildPasses children,
      EndingPasses endings,
      Optional<String> image,
      List<Control<DeclaredPolicy>> controls,
      InstantSource clock) {
    this.most = most;
    this.cluster = cluster;
    this.children = children;
    this.endings = endings;
    this.image = image;
    this.controls = List.copyOf(controls);
    this.clock = clock;
  }

  @Override
  public Outcome<RetentionPolicy, RetentionPolicyStatus> over(RetentionPolicy resource) {
    RetentionPolicyStatus before = RetentionStatus.of(resource);
    var policy = DeclaredPolicy.of(resource);
    RetentionPass pass =
        new EndingsOf(cluster, endings)
            .with(
                policy,
                before,
                pass(policy, before),
                enforcement(policy),
                runs -> judged(policy, runs));
    return new Outcome<>(
        resource,
        pass.external(),
        (history, now) -> RetentionStatus.next(before, pass, history, now),
        RetentionStatus.news(before, pass),
        Optional.empty());
  }

  /** What it has in the cluster goes with it; rules of buckets stay, and go on. */
  @Override
  public List<Announcement> farewell(RetentionPolicyStatus last) {
    return RetentionStatus.retained(last);
  }

  private RetentionPass pass(DeclaredPolicy policy, RetentionPolicyStatus before) {
    if (policy.spec().tables().isEmpty()) {
      return withoutTables(policy, before);
    }
    return switch (cluster.database(policy.namespace(), policy.database())) {
      case Fact.Unreachable<Optional<PhiDatabaseSpec>>(String why, _) ->
          without(
              policy,
              before,
              RetentionObstacles.unread(why),
              ChildPass.unlooked(before.inventory()));
      case Fact.Known<Optional<PhiDatabaseSpec>>(Optional<PhiDatabaseSpec> database) ->
          database
              .map(there -> pass(policy, there, before))
              .orElseGet(
                  () -> stopped(policy, before, RetentionObstacles.noDatabase(policy.spec())));
    };
  }

  private RetentionPass pass(
      DeclaredPolicy policy, PhiDatabaseSpec database, RetentionPolicyStatus before) {
    Optional<Obstacle> obstacle = RetentionObstacles.in(policy.spec());
    if (obstacle.isPresent()) {
      return stopped(policy, before, obstacle.get());
    }
    return image
        .map(runs -> with(policy, database, before, runs))
        .orElseGet(() -> stopped(policy, before, RetentionObstacles.noImage()));
  }

  /** There is nothing to run: what was made before must not go on deleting. */
  private RetentionPass stopped(
      DeclaredPolicy policy, RetentionPolicyStatus before, Obstacle obstacle) {
    return without(policy, before, obstacle, kept(policy, before, _ -> List.of()));
  }

  /**
   * Of what it should be nothing is known.
   *
   * @param kept what became of what it has in the cluster
   */
  private RetentionPass without(
      DeclaredPolicy policy, RetentionPolicyStatus before, Obstacle obstacle, ChildPass kept) {
    Fact<RunState> runs = new Fact.Unreachable<>(obstacle.message());
    ExternalPass<Void> external =
        ExternalPass.without(
            policy.generation(),
            subject(policy),
            enforcement(policy),
            obstacle,
            Map.of(),
            judged(policy, runs));
    return new RetentionPass(
        external.with(kept),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(before.lastRun()),
        runs);
  }

  /** There is nothing to run, as declared. */
  private RetentionPass withoutTables(DeclaredPolicy policy, RetentionPolicyStatus before) {
    Fact<RunState> runs = new Fact.Known<>(RunState.NO_TABLE);
    var plan = PlanDocument.of(policy, Optional.empty(), Optional.ofNullable(before.plan()));
    return new RetentionPass(
        looked(policy, judged(policy, runs)).with(kept(policy, before, _ -> List.of())),
        Optional.of(plan),
        Optional.empty(),
        Optional.empty(),
        runs);
  }

  private RetentionPass with(
      DeclaredPolicy policy, PhiDatabaseSpec database, RetentionPolicyStatus before, String runs) {
    var plan = PlanDocument.of(policy, Optional.of(database), Optional.ofNullable(before.plan()));
    Optional<Halt> halt = Halt.of(cluster, policy, database);
    boolean rests = policy.spec().runsNothing() || halt.isPresent();
    ChildPass kept =
        kept(policy, before, there -> desired(policy, database, plan, there, before, runs, rests));
    Optional<PurgeSchedule> schedule =
        schedule(policy, before, clock.instant(), rests || !kept.foreign().isEmpty());
    Fact<PurgeRuns> seen = cluster.runs(policy);
    Optional<Run> last = PurgeRuns.newest(seen, Optional.ofNullable(before.lastRun()));
    Fact<RunState> state =
        seen.map(
            _ ->
                RunState.of(
                    policy.spec(),
                    plan.hash(),
                    last,
                    schedule.flatMap(it -> it.due(clock.instant(), policy.spec())),
                    halt));
    return new RetentionPass(
        looked(policy, judged(policy, state)).with(kept), Optional.of(plan), schedule, last, state);
  }

  /** With somebody else's plan, account or network no run is begun. */
  private List<HasMetadata> desired(
      DeclaredPolicy policy,
      PhiDatabaseSpec database,
      PlanDocument plan,
      List<HasMetadata> there,
      RetentionPolicyStatus before,
      String runs,
      boolean rests) {
    List<HasMetadata> conditions = PurgeChildren.conditions(policy, database, plan);
    boolean isForeign =
        new RetentionFamily(policy).hasForeign(conditions, there, before.inventory());
    HasMetadata cronJob = PurgeCronJob.of(policy, database, runs, rests || isForeign);
    return Stream.concat(conditions.stream(), Stream.of(cronJob)).toList();
  }

  /** Who only observes schedules nothing. */
  private Optional<PurgeSchedule> schedule(
      DeclaredPolicy policy, RetentionPolicyStatus before, Instant now, boolean rests) {
    return rests || enforcement(policy) != Enforcement.Enforce
        ? Optional.empty()
        : Optional.of(
            PurgeSchedule.of(policy.spec(), Optional.ofNullable(before.scheduled()), now));
  }

  private ChildPass kept(
      DeclaredPolicy policy, RetentionPolicyStatus before, KeptRuns.Desired desired) {
    return new KeptRuns(cluster, children)
        .over(
            policy.namespace(),
            new RetentionFamily(policy),
            enforcement(policy),
            before.inventory(),
            () -> cluster.children(policy),
            desired);
  }

  private List<Result> judged(DeclaredPolicy policy, Fact<RunState> runs) {
    return Control.judge(controls, policy, Facts.none().with(RetentionFacts.RUNS, runs));
  }

  private ExternalPass<Void> looked(DeclaredPolicy policy, List<Result> results) {
    return ExternalPass.of(
        policy.generation(), subject(policy), enforcement(policy), NOTHING, results);
  }

  private Enforcement enforcement(DeclaredPolicy policy) {
    return policy.spec().enforcement().atMost(most);
  }

  private static String subject(DeclaredPolicy policy) {
    return policy.spec().database().map(it -> "the purge of " + it).orElse("what ends objects");
  }
}
