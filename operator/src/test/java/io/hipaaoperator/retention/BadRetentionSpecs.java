package io.hipaaoperator.retention;

import java.util.stream.Stream;

/** Specs that the API server must refuse, one for each rule of the schemas. */
final class BadRetentionSpecs {
  private BadRetentionSpecs() {}

  /** A spec, and the field and words that its refusal must contain. */
  record Bad(String kind, String spec, String field, String words) {}

  static Stream<Bad> all() {
    return Stream.of(policies(), objects(), databases(), ledgers()).flatMap(all -> all);
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
        more(
            "limits: {checkpointTimeoutSeconds: 3600}",
            "spec.limits.checkpointTimeoutSeconds",
            "shorter than runTimeoutSeconds"),
        more(
            "limits: {checkpointTimeoutSeconds: 0}",
            "spec.limits.checkpointTimeoutSeconds",
            "greater than or equal to 1"),
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

  private static Stream<Bad> objects() {
    return Stream.of(
        objects("bucket: clinic-scans", "bucket: Clinic_Scans", "targets[0].s3.bucket", "match"),
        objects("bucket: clinic-scans, ", "", "targets[0].s3.bucket", "Required"),
        objects(", prefix: scans/", "", "targets[0].s3.prefix", "Required"),
        objects("prefix: scans/", "prefix: ''", "targets[0].s3.prefix", "at least 1"),
        objects("scans/}", "scans/, region: US}", "targets[0].s3.region", "should match"),
        objects("- s3", "- table: visits\n  s3", "targets[0]", "s3 and nothing of a table"),
        objects(
            "- s3: {bucket: clinic-scans, prefix: scans/}",
            "- {schema: public, table: visits}",
            "targets[0]",
            "a target is a table, with schema"),
        objects(
            "targets:\n",
            "targets:\n- s3: {bucket: clinic-scans, prefix: scans/old/}\n",
            "spec.targets",
            "nothing in common"),
        objects("targets:", "schedule: 30 3 * * *\ntargets:", "spec", "only there"),
        objects("targets:", "databaseRef: {name: records}\ntargets:", "spec", "only there"),
        policy("databaseRef: {name: records}\n", "", "spec", "databaseRef and schedule are needed"),
        policy("schedule: 30 3 * * *\n", "", "spec", "databaseRef and schedule are needed"));
  }

  private static Bad objects(String from, String to, String field, String words) {
    return bad("RetentionPolicy", Declared.OBJECTS, from, to, field, words);
  }

  private static Stream<Bad> databases() {
    return Stream.of(
        database("host: records.clinic.svc", "host: '-x'", "spec.host", "should match"),
        database("host: records.clinic.svc", "port: 1", "spec.host", "Required"),
        database("schema: hipaa", "schema: 'a.b'", "spec.schema", "should match"),
        database("schema: hipaa", "schema: a\nport: 70000", "spec.port", "less than or equal"),
        database("{caConfigMap: {name: records-ca, key: ca.crt}}", "{}", "spec.tls", "exactly one"),
        database(
            "roles: {purge: {secretRef: {name: records-purge}}, hold: {secretRef: {name:"
                + " records-hold}}}",
            "",
            "spec.roles",
            "Required"),
        database("digestKey: {name: records-digest, key: key}", "", "spec.digestKey", "Required"));
  }

  private static Stream<Bad> ledgers() {
    return Stream.of(
        ledger(
            "ledger: {secretRef: {name: records-ledger}}, ",
            "",
            "spec.roles",
            "roles.ledger is needed by spec.ledger"),
        ledger("  to:", "  origin: example.com/clinic\n  to:", "spec.ledger.origin", "needed with"),
        ledger(SECRET, KMS, "spec.ledger.origin", "origin is needed with signingKey.kms"),
        ledger(
            SECRET,
            KMS.replace("us-east-1", "eu-central-1"),
            "spec.ledger.signingKey",
            "must be in ledger.region"),
        ledger(SECRET, KMS.replace("arn:", ""), "spec.ledger.signingKey.kms.keyArn", "match"),
        ledger(
            "  to:",
            "  acknowledgeRestore: '612'\n  to:",
            "spec.ledger.acknowledgeRestore",
            "should match"),
        ledger(SECRET, "signingKey: {}", "spec.ledger.signingKey", "exactly one of"),
        ledger(
            SECRET,
            KMS.replace("{kms:", "{secretRef: {name: a, key: b}, kms:"),
            "spec.ledger.signingKey",
            "exactly one of"),
        ledger(
            "  region",
            "  serviceAccountRoleArn: arn:aws:iam::123456789012:role/ledger\n  region",
            "spec.ledger.credentials",
            "not both"),
        ledger(
            "  region",
            "  serviceAccountRoleArn: arn:aws:iam::123456789012:user/ledger\n  region",
            "spec.ledger.serviceAccountRoleArn",
            "should match"),
        ledger("s3://clinic-ledger/records", "/var/ledger", "spec.ledger.to", "should match"),
        ledger("s3://clinic-ledger/records", "s3://a-b/../c", "spec.ledger.to", "should match"),
        ledger("region: us-east-1", "region: US-EAST-1", "spec.ledger.region", "should match"),
        ledger("  region", "  heartbeat: 30s\n  region", "spec.ledger.heartbeat", "a minute"),
        ledger("  region", "  heartbeat: soon\n  region", "spec.ledger.heartbeat", "match"),
        ledger("  region", "  schedule: every hour\n  region", "spec.ledger.schedule", "match"),
        ledger("  region", "  endpoint: minio.example\n  region", "spec.ledger.endpoint", "match"));
  }

  private static final String SECRET =
      "signingKey: {secretRef: {name: records-ledger-key, key: ledger.secret}}";
  private static final String KMS =
      "signingKey: {kms: {keyArn: 'arn:aws:kms:us-east-1:123456789012:key/0b1d7f3a'}}";

  private static Bad ledger(String from, String to, String field, String words) {
    return bad("PhiDatabase", Declared.WITH_LEDGER, from, to, field, words);
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
