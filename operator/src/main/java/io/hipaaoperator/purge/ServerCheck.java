package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether server, role and the operator's tables are such that a purge may run. */
final class ServerCheck {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Session session;
  private final PurgePlan plan;
  private final Bookkeeping tables;
  private final List<String> problems = new ArrayList<>();

  private ServerCheck(Session session, PurgePlan plan) {
    this.session = session;
    this.plan = plan;
    this.tables = new Bookkeeping(plan.schema());
  }

  /** What is not as it must be; nothing if all is. */
  static List<String> problems(Session session, PurgePlan plan, Clock clock) {
    var check = new ServerCheck(session, plan);
    var basics = new ServerBasics(session, check.tables);
    check.problems.addAll(basics.server());
    check.clock(clock.instant());
    check.zone();
    check.role();
    check.schemas();
    if (check.problems.isEmpty()) {
      basics.purgeable().ifPresent(check.problems::add);
    }
    if (check.problems.isEmpty()) {
      check.rights();
      check.rows();
    }
    return List.copyOf(check.problems);
  }

  /** A clock that is wrong by years would make everything due. */
  private void clock(Instant here) {
    long millis = session.number("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    Duration skew = Duration.between(here, Instant.ofEpochMilli(millis)).abs();
    report(
        skew.compareTo(SKEW) > 0,
        "cutoff: the clock of the database is "
            + skew.toSeconds()
            + " s away from the one here; set them right");
    report(
        plan.notAfter().filter(it -> it.isAfter(here)).isPresent(), "notAfter: is in the future");
  }

  private void zone() {
    report(
        !PlanZone.isKnown(plan.zone(), session),
        "zone: the server knows no " + plan.zone() + "; use UTC or another region");
  }

  private void role() {
    report(
        !plan.privileged()
            && session.test(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"),
        "user: is a superuser or bypasses row-level security; use a role with fewer rights, or say"
            + " privileged: true");
  }

  private void schemas() {
    for (Target target : plan.targets()) {
      target.nodes().forEach(node -> usable(node.path() + ".schema", node.table().schema()));
    }
    usable("schema", plan.schema());
  }

  private void usable(String field, Identifier schema) {
    report(
        session.test(
            "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ? AND NOT has_schema_privilege(oid, 'USAGE'))",
            schema.name()),
        field + ": the role lacks USAGE on " + schema);
  }

  private void rights() {
    for (Target target : plan.targets()) {
      for (Node node : target.nodes()) {
        needs(node.path() + ".table", node.table(), "SELECT");
        needs(node.path() + ".table", node.table(), "DELETE");
      }
    }
    needs("schema", tables.holds(), "SELECT");
    bookkeeping();
    asks(tables.schema().sql() + ".receipted(bytea[])");
    asks(tables.schema().sql() + ".purged_again(uuid)");
    if (problems.isEmpty()) {
      locks();
    }
  }

  private void asks(String function) {
    report(
        !session.test("SELECT has_function_privilege(" + Sql.literal(function) + ", 'EXECUTE')"),
        "schema: the role lacks EXECUTE on " + function);
  }

  private void bookkeeping() {
    adds(tables.runs(), Bookkeeping.RUN_COLUMNS, "started_at");
    adds(tables.outbox(), Bookkeeping.OUTBOX_COLUMNS, "id", "at");
    refuses(tables.outbox(), "UPDATE");
    refuses(tables.runs(), "UPDATE");
    refuses(tables.holds(), "INSERT,UPDATE");
  }

  /** When and in which order receipts came is the database's to say, not the role's. */
  private void adds(TableName table, List<String> needed, String... given) {
    needed.forEach(
        column ->
            report(
                !writes(table, column),
                "schema: the role lacks INSERT on " + column + " of " + table));
    for (String column : given) {
      report(
          !plan.privileged() && writes(table, column),
          "schema: the role may set "
              + column
              + " of "
              + table
              + ", which is the database's to set");
    }
  }

  private boolean writes(TableName table, String column) {
    return session.test(
        "SELECT has_column_privilege(" + Sql.literal(table.sql()) + ", ?, 'INSERT')", column);
  }

  private void needs(String field, TableName table, String right) {
    report(
        exists(table) && !readable(table, right),
        field + ": the role lacks " + right + " on " + table);
  }

  /**
   * Rights on a single column are rights too: who may set one may release a hold.
   *
   * @param columns rights that can be given on columns
   */
  private void refuses(TableName table, String columns) {
    boolean may =
        readable(table, "DELETE,TRUNCATE,TRIGGER")
            || session.test(
                "SELECT has_any_column_privilege(" + Sql.literal(table.sql()) + ", ?)", columns);
    report(
        !plan.privileged() && may,
        "schema: the role may change %s (%s,DELETE,TRUNCATE,TRIGGER), which nobody who deletes may"
            .formatted(table, columns));
  }

  private boolean exists(TableName table) {
    return session.test("SELECT to_regclass(" + Sql.literal(table.sql()) + ") IS NOT NULL");
  }

  private boolean readable(TableName table, String right) {
    return session.test("SELECT has_table_privilege(" + Sql.literal(table.sql()) + ", ?)", right);
  }

  /** That the function locks is seen, not believed. */
  private void locks() {
    session.one("SELECT " + tables.lockHolds(), _ -> true);
    report(
        !session.test(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pid = pg_backend_pid() AND mode = 'ShareLock'"
                + " AND granted AND relation = "
                + Sql.literal(tables.holds().sql())
                + "::regclass)"),
        "schema: " + tables.lockHolds() + " does not lock the legal holds");
    session.rollback();
  }

  /** With {@code row_security = off} the server says when it would hide rows. */
  private void rows() {
    for (Target target : plan.targets()) {
      target.nodes().forEach(node -> seesAll(node.path() + ".table", node.table()));
    }
    seesAll("schema", tables.holds());
  }

  private void seesAll(String field, TableName table) {
    report(
        exists(table) && hides(table),
        field + ": row-level security hides rows of " + table + " from the role");
  }

  private boolean hides(TableName table) {
    try {
      session.number("SELECT count(*) FROM (SELECT 1 FROM " + table.sql() + " LIMIT 1) row");
      return false;
    } catch (DatabaseFailure e) {
      session.rollback();
      if (e.state().equals("42501")) {
        return true;
      }
      throw e;
    }
  }

  private void report(boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}
