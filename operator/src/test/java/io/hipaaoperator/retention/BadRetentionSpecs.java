package io.hipaaoperator.retention;

import java.util.stream.Stream;

/** Specs that the API server must refuse, one for each rule of the schemas. */
final class BadRetentionSpecs {
  private BadRetentionSpecs() {}

  /** A spec, and the field and words that its refusal must contain. */
  record Bad(String kind, String spec, String field, String words) {}

  static Stream<Bad> all() {
    return Stream.concat(policies(), databases());
  }

  private static Stream<Bad> policies() {
    return Stream.of(
        policy(
            "years: 7}", "years: 0}", "spec.recordRetention.years", "greater than or equal to 1"),
        policy("{years: 7}", "{}", "spec.recordRetention", "exactly one of"),
        policy("{years: 7}", "{years: 7, days: 1}", "spec.recordRetention", "exactly one of"),
        policy("{years: 6}", "{years: 5}", "spec.auditRetention", "at least six years"),
        policy("{years: 6}", "{months: 71}", "spec.auditRetention", "at least six years"),
        policy("{years: 6}", "{days: 2191}", "spec.auditRetention", "at least six years"),
        policy("legalBasis: Cal. Health and Safety Code 123145", "", "spec.legalBasis", "Required"),
        policy("{name: records}", "{}", "spec.databaseRef.name", "Required"),
        policy("30 3 * * *", "'@every 24h0m'", "spec.schedule", "should match"),
        policy("30 3 * * *", "30 3 * * MON", "spec.schedule", "should match"),
        policy("[id]\n  timestamp", "[]\n  timestamp", "spec.targets[0].primaryKey", "at least 1"),
        policy("table: visits", "table: 'a;b'", "spec.targets[0].table", "should match"),
        policy("ended_at", "'x\"y'", "spec.targets[0].timestampColumn", "should match"),
        policy("parent: public.notes", "parent: public.none", "children", "names the target's"),
        policy("parent: public.notes", "parent: notes", "children[1].parent", "should match"),
        policy("table: note_pages", "table: notes", "children", "each table once"),
        policy(
            "[note_id]\n", "[note_id]\n    references: [a, b]\n", "references", "as many columns"),
        more("timeZone: 'a b'", "spec.timeZone", "should match"),
        more(
            "limits: {sharePercent: 101}", "spec.limits.sharePercent", "less than or equal to 100"),
        more("limits: {batchRows: 0}", "spec.limits.batchRows", "greater than or equal to 1"),
        more("approval: {planHash: abc, by: dr-who}", "spec.approval.planHash", "should match"),
        more("approval: {planHash: %s}".formatted("a".repeat(64)), "spec.approval.by", "Required"),
        more(
            "acknowledgeShortening: {date: tomorrow, by: dr-who, reason: a court said so}",
            "spec.acknowledgeShortening.date",
            "should match"),
        policy(
            "targets:\n",
            "targets:\n- {schema: public, table: visits, primaryKey: [id], timestampColumn: a}\n",
            "spec.targets",
            "each table once"));
  }

  private static Stream<Bad> databases() {
    return Stream.of(
        database("host: records.clinic.svc", "host: '-x'", "spec.host", "should match"),
        database("host: records.clinic.svc", "port: 1", "spec.host", "Required"),
        database("schema: hipaa", "schema: 'a.b'", "spec.schema", "should match"),
        database("schema: hipaa", "schema: a\nport: 70000", "spec.port", "less than or equal"),
        database("{caConfigMap: {name: records-ca, key: ca.crt}}", "{}", "spec.tls", "exactly one"),
        database(
            "roles: {purge: {secretRef: {name: records-purge}}, hold: {secretRef: {name: records-hold}}}",
            "",
            "spec.roles",
            "Required"),
        database("digestKey: {name: records-digest, key: key}", "", "spec.digestKey", "Required"));
  }

  private static Bad policy(String from, String to, String field, String words) {
    return bad("RetentionPolicy", Declared.POLICY, from, to, field, words);
  }

  private static Bad database(String from, String to, String field, String words) {
    return bad("PhiDatabase", Declared.DATABASE, from, to, field, words);
  }

  private static Bad bad(
      String kind, String good, String from, String to, String field, String words) {
    if (!good.contains(from)) {
      throw new IllegalArgumentException(from);
    }
    int at = good.indexOf(from);
    return new Bad(
        kind, good.substring(0, at) + to + good.substring(at + from.length()), field, words);
  }

  private static Bad more(String more, String field, String words) {
    return new Bad("RetentionPolicy", Declared.POLICY + more + "\n", field, words);
  }
}
