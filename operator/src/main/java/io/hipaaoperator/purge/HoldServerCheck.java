package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/** Whether server, role and the table of holds are such that holds may be laid. */
record HoldServerCheck(Session session, Bookkeeping tables) {
  private static final String ROLE =
      "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user";
  private static final List<String> WRITTEN =
      List.of("hold_uid", "table_schema", "table_name", "key_columns", "key_values");

  /** What is not as it must be; nothing if all is. */
  static List<String> problems(Session session, Bookkeeping tables) {
    var check = new HoldServerCheck(session, tables);
    var basics = new ServerBasics(session, tables);
    List<String> problems = new ArrayList<>(basics.server());
    if (session.test(ROLE)) {
      problems.add(
          "user: is a superuser or bypasses row-level security; use a role with fewer rights");
    }
    if (check.sees()) {
      basics.holdable().ifPresent(problems::add);
    } else {
      problems.add("schema: the role lacks USAGE on " + tables.schema());
    }
    return problems.isEmpty() ? check.rights() : List.copyOf(problems);
  }

  private boolean sees() {
    return session.test(
        "SELECT NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ? AND NOT"
            + " has_schema_privilege(oid, 'USAGE'))",
        tables.schema().name());
  }

  private List<String> rights() {
    List<String> problems = new ArrayList<>();
    WRITTEN.stream()
        .filter(column -> !mayOnColumn(column, "INSERT"))
        .forEach(column -> problems.add(lacks("INSERT on " + column)));
    if (!mayOnColumn("released_at", "UPDATE")) {
      problems.add(lacks("UPDATE on released_at"));
    }
    if (!may("SELECT")) {
      problems.add(lacks("SELECT"));
    }
    if (may("DELETE,TRUNCATE,TRIGGER")
        || WRITTEN.stream().anyMatch(it -> mayOnColumn(it, "UPDATE"))) {
      problems.add(
          "schema: the role may take holds away or change what they hold"
              + " (UPDATE,DELETE,TRUNCATE,TRIGGER), which nobody who lays them may");
    }
    return List.copyOf(problems);
  }

  private String lacks(String right) {
    return "schema: the role lacks " + right + " of " + tables.holds();
  }

  private boolean may(String rights) {
    return session.test("SELECT has_table_privilege(" + table() + ", ?)", rights);
  }

  private boolean mayOnColumn(String column, String right) {
    return session.test("SELECT has_column_privilege(" + table() + ", ?, ?)", column, right);
  }

  private String table() {
    return Sql.literal(tables.holds().sql());
  }
}
