package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeResult.TargetResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run: looks, says what will go, deletes, says what went. */
public final class Purge {
  private static final String UNANNOUNCED =
      "limits.checkpointTimeout: the ledger has not published the manifest in time";

  private final PurgePlan plan;
  private final String actor;
  private final RecordDigests digests;
  private final Bookkeeping tables;
  private final PurgeSessions sessions;
  private final Clock clock;

  /**
   * A run of a plan.
   *
   * @param actor who deletes, as receipts say it
   * @param digests name records in receipts
   */
  public Purge(
      PurgePlan plan, String actor, RecordDigests digests, PurgeSessions sessions, Clock clock) {
    this.plan = plan;
    this.actor = actor;
    this.digests = digests;
    this.tables = new Bookkeeping(plan.schema());
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @throws PlanError when the plan does not fit the database; nothing was deleted
   * @throws DatabaseFailure when the database is lost or refuses before anything was deleted
   * @throws PurgeFailure when it fails later; what is gone has its receipts
   */
  public PurgeResult run() {
    try (Session work = sessions.work(plan.limits());
        Session scan = sessions.scan(plan.limits())) {
      PurgeSessions.refusePooling(work, scan);
      return run(work, scan);
    }
  }

  private PurgeResult run(Session work, Session scan) {
    Facts facts = checked(work);
    if (!plan.isDry() && !alone(work)) {
      return nothing(Outcome.BUSY, List.of(), "another run of this policy is under way");
    }
    return look(work, scan, facts);
  }

  private PurgeResult look(Session work, Session scan, Facts facts) {
    Holds holds;
    List<Work> all;
    try {
      holds = Holds.read(scan, tables.holds(), facts);
      all = survey(scan, facts, holds);
    } catch (PlanError | DatabaseFailure e) {
      throw explained(e, scan, facts);
    }
    Optional<String> jump = new ShareGuard(plan.limits().share()).problem(all);
    if (jump.isPresent() && !plan.isDry()) {
      return nothing(Outcome.REFUSED, untouched(all), jump.get());
    }
    return plan.isDry()
        ? nothing(Outcome.DRY_RUN, untouched(all), jump.orElse(null))
        : announce(work, scan, facts, holds, all);
  }

  private Facts checked(Session work) {
    Facts facts = Facts.read(work, plan);
    List<String> problems = new ArrayList<>(PlanCheck.problems(plan, facts));
    problems.addAll(ServerCheck.problems(work, plan, clock));
    work.rollback();
    if (!problems.isEmpty()) {
      throw new PlanError(problems);
    }
    return facts;
  }

  /** The lock is the session's: it ends with it, however it ends. */
  private boolean alone(Session work) {
    boolean alone =
        work.test("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", plan.policy().uid());
    work.commit();
    return alone;
  }

  private List<Work> survey(Session scan, Facts facts, Holds holds) {
    List<Work> all = new ArrayList<>();
    long most = rowsPerRun();
    for (Target target : plan.targets()) {
      Cutoff cutoff = Cutoff.now(scan, target.keep(), plan);
      Work next = work(scan, holds, new TargetSql(target, facts, cutoff), most, all.size());
      all.add(next);
      most -= Math.min(most, next.survey().candidates());
    }
    return all;
  }

  private static Work work(Session scan, Holds holds, TargetSql sql, long most, int number) {
    Survey survey = survey(scan, sql, holds);
    return new Work(sql, survey, Candidates.find(scan, sql, holds, most, number), most);
  }

  private static Survey survey(Session scan, TargetSql sql, Holds holds) {
    return scan.one(
        sql.survey(holds),
        row -> new Survey(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  private PurgeResult announce(
      Session work, Session scan, Facts facts, Holds holds, List<Work> all) {
    var outbox = new Outbox(work, tables, UUID.randomUUID());
    var deletion = new Deletion(new Batches(work, tables, facts, outbox, digests), plan.limits());
    outbox.open(plan, actor);
    all.forEach(it -> new Manifest(scan, outbox, digests).write(it, holds));
    work.commit();
    return isAnnounced(work, outbox)
        ? delete(work, scan, facts, outbox, deletion, all)
        : nothing(Outcome.BUSY, untouched(all), UNANNOUNCED);
  }

  private boolean isAnnounced(Session work, Outbox outbox) {
    return plan.limits()
        .checkpoint()
        .map(most -> new Announcement(work, tables, clock).isMade(outbox.run(), most))
        .orElse(true);
  }

  private PurgeResult delete(
      Session work, Session scan, Facts facts, Outbox outbox, Deletion deletion, List<Work> all) {
    var report = new RunReport(plan, work, outbox, deletion, all);
    try {
      all.forEach(deletion::run);
      report.write();
      return report.ended(now(scan, facts, all));
    } catch (RuntimeException e) {
      throw new PurgeFailure(report.failed(explained(e, work, facts)), e);
    }
  }

  private List<Survey> now(Session scan, Facts facts, List<Work> all) {
    scan.rollback();
    Holds holds = Holds.read(scan, tables.holds(), facts);
    return all.stream().map(it -> survey(scan, it.sql(), holds)).toList();
  }

  /**
   * Who has to mend a hold wants to know which; if that can't be found out, the failure is told.
   */
  private RuntimeException explained(RuntimeException failure, Session session, Facts facts) {
    try {
      return new UnreadableHolds(session, tables.holds(), facts).explain(failure, plan);
    } catch (DatabaseFailure e) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  private long rowsPerRun() {
    return plan.limits().rowsPerRun();
  }

  private static List<TargetResult> untouched(List<Work> all) {
    return all.stream().map(it -> TargetResult.of(it, 0, 0).with(it.survey())).toList();
  }

  private PurgeResult nothing(Outcome outcome, List<TargetResult> targets, @Nullable String why) {
    return new PurgeResult(outcome, plan.hash(), null, targets, null, why);
  }
}
