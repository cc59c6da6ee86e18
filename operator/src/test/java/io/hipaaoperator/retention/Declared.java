package io.hipaaoperator.retention;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.cluster.TestNamespace;

/** What the tests of policies declare. */
final class Declared {
  static final String DATABASE =
      """
      host: records.clinic.svc
      database: records
      schema: hipaa
      tls: {caConfigMap: {name: records-ca, key: ca.crt}}
      roles: {purge: {secretRef: {name: records-purge}}, hold: {secretRef: {name: records-hold}}}
      digestKey: {name: records-digest, key: key}
      """;

  /** More of a database: its ledger, signed by a key in a Secret. */
  static final String LEDGER =
      """
      ledger:
        signingKey: {secretRef: {name: records-ledger-key, key: ledger.secret}}
        to: s3://clinic-ledger/records
        region: us-east-1
        credentials: {name: records-ledger-aws}
      """;

  /** The same database, with a role for the writer of its ledger. */
  static final String WITH_LEDGER =
      DATABASE.replace("roles: {", "roles: {ledger: {secretRef: {name: records-ledger}}, ")
          + LEDGER;

  /** The line of a run that published. */
  static String published(long size, char root) {
    return "{\"outcome\":\"PUBLISHED\",\"place\":\"PLACE\",\"origin\":\"example.com/clinic\",\"key\":\"example.com/clinic+0a1b2c3d+AQID\",\"added\":3,\"size\":%d,\"root\":\"%s=\",\"checkpoints\":1}"
        .formatted(size, String.valueOf(root).repeat(43));
  }

  static final String POLICY =
      """
      legalBasis: Cal. Health and Safety Code 123145
      recordRetention: {years: 7}
      auditRetention: {years: 6}
      databaseRef: {name: records}
      schedule: 30 3 * * *
      targets:
      - schema: public
        table: visits
        primaryKey: [id]
        timestampColumn: ended_at
        children:
        - {schema: public, table: notes, primaryKey: [id], foreignKey: [visit_id]}
        - schema: public
          table: note_pages
          parent: public.notes
          primaryKey: [note_id, page]
          foreignKey: [note_id]
      """;

  /** A policy of objects alone. */
  static final String OBJECTS =
      """
      legalBasis: Cal. Health and Safety Code 123145
      recordRetention: {years: 7}
      auditRetention: {years: 6}
      targets:
      - s3: {bucket: clinic-scans, prefix: scans/}
      """;

  private Declared() {}

  /** That of a test's own namespace: holds of the same database would concern other tests too. */
  static String databaseOf(TestNamespace namespace) {
    return DATABASE.replace("records.clinic.svc", "records." + namespace.name() + ".svc");
  }

  /** The PhiDatabase {@code records} with this spec. */
  static String manifest(String spec) {
    return """
    apiVersion: hipaa-operator.io/v1alpha1
    kind: PhiDatabase
    metadata: {name: records}
    spec:
    %s
    """
        .formatted(spec.indent(2));
  }

  static PhiDatabaseSpec database() {
    return Serialization.unmarshal(DATABASE, PhiDatabaseSpec.class);
  }

  static DeclaredDatabase database(String spec) {
    return new DeclaredDatabase(
        "clinic", "records", "uid-2", 1, Serialization.unmarshal(spec, PhiDatabaseSpec.class));
  }

  static RetentionPolicySpec spec(String more) {
    return Serialization.unmarshal(POLICY + more, RetentionPolicySpec.class);
  }

  static DeclaredPolicy policy(long generation, String more) {
    return new DeclaredPolicy("clinic", "visits", "uid-1", generation, spec(more));
  }
}
