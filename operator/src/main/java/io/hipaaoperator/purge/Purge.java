package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeResult.TargetResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run: looks, says what will go, deletes, says what went. */
public final class Purge {
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
   * @throws io.hipaaoperator.postgres.DatabaseFailure when the database is lost or refuses; what is
   *     gone has its receipts
   */
  public PurgeResult run() {
    try (Session work = sessions.work(plan.limits());
        Session scan = sessions.scan(plan.limits())) {
      Facts facts = checked(work, scan);
      if (!plan.isDry() && !alone(work)) {
        return nothing(Outcome.BUSY, List.of(), "another run of this policy is under way");
      }
      return look(work, scan, facts);
    }
  }

  private Facts checked(Session work, Session scan) {
    PurgeSessions.refusePooling(work, scan);
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

  private PurgeResult look(Session work, Session scan, Facts facts) {
    Holds holds = Holds.read(scan, tables.holds(), facts);
    List<Work> all = new ArrayList<>();
    long most = rowsPerRun();
    for (Target target : plan.targets()) {
      Cutoff cutoff = Cutoff.now(scan, target.keep(), plan);
      Work next = work(scan, holds, new TargetSql(target, facts, cutoff), most, all.size());
      all.add(next);
      most -= Math.min(most, next.survey().candidates());
    }
    Optional<String> jump = jump(all);
    if (jump.isPresent() && !plan.isDry()) {
      return nothing(Outcome.REFUSED, untouched(all), jump.get());
    }
    return plan.isDry()
        ? nothing(Outcome.DRY_RUN, untouched(all), jump.orElse(null))
        : delete(work, scan, facts, holds, all);
  }

  private static Work work(Session scan, Holds holds, TargetSql sql, long most, int number) {
    Survey survey = survey(scan, sql, holds);
    return new Work(sql, survey, Candidates.find(scan, sql, holds, most, number));
  }

  private static Survey survey(Session scan, TargetSql sql, Holds holds) {
    return scan.one(
        sql.survey(holds),
        row -> new Survey(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));
  }

  private Optional<String> jump(List<Work> all) {
    return all.stream()
        .filter(it -> it.survey().exceeds(plan.limits().share()))
        .map(
            it ->
                "limits.share: %d of %d rows of %s are due, more than %s"
                    .formatted(
                        it.survey().candidates(),
                        it.survey().rows(),
                        it.sql().target().root().table(),
                        plan.limits().share()))
        .findFirst();
  }

  private PurgeResult delete(Session work, Session scan, Facts facts, Holds holds, List<Work> all) {
    UUID run = UUID.randomUUID();
    var outbox = new Outbox(work, tables, run);
    outbox.open(plan, actor);
    all.forEach(it -> new Manifest(scan, outbox, digests).write(it, holds, rowsPerRun()));
    work.commit();
    var deletion = new Deletion(new Batches(work, tables, facts, outbox, digests), plan.limits());
    all.forEach(deletion::run);
    String receipt = receipt(run, outbox, deletion, all);
    work.commit();
    scan.rollback();
    return new PurgeResult(
        deletion.stopped() ? Outcome.BUSY : Outcome.PURGED,
        plan.hash(),
        run.toString(),
        after(scan, Holds.read(scan, tables.holds(), facts), deletion, all),
        receipt,
        deletion.stopped() ? "somebody is laying or releasing legal holds" : null);
  }

  private long rowsPerRun() {
    return plan.limits().rowsPerRun();
  }

  private static String receipt(UUID run, Outbox outbox, Deletion deletion, List<Work> all) {
    MessageDigest receipt = Sha256.of();
    receipt.update(run.toString().getBytes(StandardCharsets.UTF_8));
    for (Work work : all) {
      for (Node node : work.sql().target().nodes()) {
        Tally gone = deletion.gone(node);
        outbox.summary("RESULT", node, gone, work.sql().cutoff());
        receipt.update(gone.digest());
      }
    }
    return HexFormat.of().formatHex(receipt.digest());
  }

  private static List<TargetResult> after(
      Session scan, Holds holds, Deletion deletion, List<Work> all) {
    return all.stream()
        .map(work -> result(work, survey(scan, work.sql(), holds), deletion))
        .toList();
  }

  private static TargetResult result(Work work, Survey now, Deletion deletion) {
    Target target = work.sql().target();
    long all = target.nodes().stream().mapToLong(node -> deletion.gone(node).rows()).sum();
    long roots = deletion.gone(target.root()).rows();
    return new TargetResult(
        target.root().table().toString(),
        work.sql().cutoff().instant(),
        work.survey().rows(),
        now.undated(),
        now.held(),
        roots,
        all - roots,
        now.candidates());
  }

  private static List<TargetResult> untouched(List<Work> all) {
    return all.stream()
        .map(
            it ->
                new TargetResult(
                    it.sql().target().root().table().toString(),
                    it.sql().cutoff().instant(),
                    it.survey().rows(),
                    it.survey().undated(),
                    it.survey().held(),
                    0,
                    0,
                    it.survey().candidates()))
        .toList();
  }

  private PurgeResult nothing(Outcome outcome, List<TargetResult> targets, @Nullable String why) {
    return new PurgeResult(outcome, plan.hash(), null, targets, null, why);
  }
}
