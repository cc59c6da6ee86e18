package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeResult.Resurrected;
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
      return busy();
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
    if (plan.isDry() || jump.isPresent()) {
      Outcome outcome = plan.isDry() ? Outcome.DRY_RUN : Outcome.REFUSED;
      return nothing(outcome, all, looked(scan, holds, all), jump.orElse(null));
    }
    return announce(work, scan, facts, holds, all);
  }

  /** How many deleted rows are back, where nothing may be written about it. */
  private long looked(Session scan, Holds holds, List<Work> all) {
    var back = new Resurrection(scan, tables, digests, (_, _) -> {});
    all.forEach(it -> back.look(it, holds, _ -> {}));
    return back.rows();
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
    work.commit();
    var back =
        new Resurrection(
            scan, tables, digests, (node, rows) -> resurrected(work, outbox, node, rows));
    List<Manifest> manifests = all.stream().map(it -> Manifest.of(scan, it, holds, back)).toList();
    outbox.open(plan, actor);
    manifests.forEach(it -> it.write(outbox));
    work.commit();
    return isAnnounced(work, outbox)
        ? delete(work, scan, facts, outbox, deletion, all, back.rows())
        : nothing(Outcome.BUSY, all, back.rows(), UNANNOUNCED);
  }

  /** That they were there again stays true, whatever becomes of the run. */
  private void resurrected(Session work, Outbox outbox, Node node, List<byte[]> rows) {
    outbox.open(plan, actor);
    outbox.resurrected(node, rows);
    work.commit();
  }

  private boolean isAnnounced(Session work, Outbox outbox) {
    return plan.limits()
        .checkpoint()
        .map(most -> new Announcement(work, tables, clock).isMade(outbox.run(), most))
        .orElse(true);
  }

  private PurgeResult delete(
      Session work,
      Session scan,
      Facts facts,
      Outbox outbox,
      Deletion deletion,
      List<Work> all,
      long resurrected) {
    var report = new RunReport(plan, work, outbox, deletion, all, resurrected);
    try {
      all.forEach(deletion::run);
      report.write();
      List<Survey> now = now(scan, facts, all);
      return report.ended(now, resurrected == 0 ? 0 : again(scan, outbox));
    } catch (RuntimeException e) {
      throw new PurgeFailure(report.failed(explained(e, work, facts)), e);
    }
  }

  private List<Survey> now(Session scan, Facts facts, List<Work> all) {
    scan.rollback();
    Holds holds = Holds.read(scan, tables.holds(), facts);
    return all.stream().map(it -> survey(scan, it.sql(), holds)).toList();
  }

  private long again(Session scan, Outbox outbox) {
    return scan.number("SELECT " + tables.purgedAgain(), outbox.run());
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

  private PurgeResult busy() {
    String why = "another run of this policy is under way";
    return new PurgeResult(Outcome.BUSY, plan.hash(), null, List.of(), null, null, why);
  }

  private PurgeResult nothing(
      Outcome outcome, List<Work> all, long resurrected, @Nullable String why) {
    var back = new Resurrected(resurrected, 0L);
    return new PurgeResult(outcome, plan.hash(), null, untouched(all), back, null, why);
  }
}
