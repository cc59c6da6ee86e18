package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.purge.HoldResult.Outcome;
import io.hipaaoperator.purge.HoldResult.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lays a hold, or releases it, and says what the database has committed. Run again and again it
 * finds what is missing, and puts it back.
 */
public final class HoldRun {
  private static final int SHOWN = 5;

  private final HoldPlan plan;
  private final Identifier schema;
  private final PurgeSessions sessions;
  private final HoldSql sql;

  /**
   * A run of a plan.
   *
   * @param schema where the table of holds is
   */
  public HoldRun(HoldPlan plan, Identifier schema, PurgeSessions sessions) {
    this.plan = plan;
    this.schema = schema;
    this.sessions = sessions;
    this.sql = new HoldSql(new Bookkeeping(schema));
  }

  /**
   * Does it.
   *
   * @throws PlanError when server or role are not as they must be; nothing was changed
   * @throws io.hipaaoperator.postgres.DatabaseFailure when the database is lost or refuses
   */
  public HoldResult run() {
    try (Session session = sessions.hold()) {
      List<String> problems = HoldServerCheck.problems(session, new Bookkeeping(schema));
      session.rollback();
      if (!problems.isEmpty()) {
        throw new PlanError(problems);
      }
      return plan.released() ? release(session) : lay(session);
    }
  }

  private HoldResult release(Session session) {
    alone(session);
    int released = session.run(sql.release(), plan.uid());
    session.commit();
    Seen seen = look(session, List.of());
    return seen.others() == 0
        ? new HoldResult(Outcome.RELEASED, plan.hash(), seen, released, null)
        : new HoldResult(
            Outcome.BUSY, plan.hash(), seen, released, "rows were laid anew meanwhile");
  }

  /** What fits is laid, also where something else does not: it holds more than nothing. */
  private HoldResult lay(Session session) {
    Map<Integer, String> wrong = new SubjectCheck(session, schema).problems(plan.subjects());
    session.rollback();
    List<HoldSubject> fitting =
        plan.subjects().stream().filter(it -> !wrong.containsKey(it.place())).toList();
    alone(session);
    int laid = session.run(sql.lay(), plan.uid(), HoldPlan.json(fitting));
    session.commit();
    Seen seen = look(session, plan.subjects());
    return wrong.isEmpty() && seen.rows() == plan.subjects().size()
        ? new HoldResult(Outcome.HELD, plan.hash(), seen, laid, null)
        : new HoldResult(Outcome.INVALID, plan.hash(), seen, laid, words(wrong));
  }

  private static String words(Map<Integer, String> wrong) {
    String more = wrong.size() > SHOWN ? "; and " + (wrong.size() - SHOWN) + " more" : "";
    return wrong.isEmpty()
        ? "rows were removed meanwhile"
        : wrong.values().stream().limit(SHOWN).collect(Collectors.joining("; ", "", more));
  }

  private void alone(Session session) {
    session.test(HoldSql.ALONE, plan.uid());
  }

  /** In a transaction of its own, so that it sees what was committed. */
  private Seen look(Session session, List<HoldSubject> subjects) {
    Seen seen = session.one(sql.look(), HoldRun::seen, HoldPlan.json(subjects), plan.uid());
    session.rollback();
    return seen;
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
  }
}
