package io.hipaaoperator.api;

/** Names that the API shares with everything that reads or writes it. */
public final class Api {
  /** API group of every custom resource. */
  public static final String GROUP = "hipaa-operator.io";

  /** The one served version. */
  public static final String VERSION = "v1alpha1";

  /** Field manager of every write, and value of the managed-by label. */
  public static final String MANAGER = "hipaa-operator";

  /** Label that marks a child as made by the operator. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Label on a child that names the PhiWorkload it belongs to. */
  public static final String WORKLOAD = GROUP + "/workload";

  /** Label on a ControllerRevision that names the Secret whose ciphertexts it keeps. */
  public static final String SECRET = GROUP + "/secret";

  /** Annotation on a SealedSecret: number of the ControllerRevision whose ciphertexts it has. */
  public static final String SECRET_REVISION = GROUP + "/secret-revision";

  /** Label on a child that names the EncryptionKey it belongs to. */
  public static final String ENCRYPTION_KEY = GROUP + "/encryption-key";

  /** Label on a child that names the AuditSink it belongs to. */
  public static final String AUDIT_SINK = GROUP + "/audit-sink";

  /**
   * Label on a child, and on the pods of its runs, that names the RetentionPolicy it belongs to.
   */
  public static final String RETENTION_POLICY = GROUP + "/retention-policy";

  /** Label on a child, and on the pods of its runs, that names the LegalHold it belongs to. */
  public static final String LEGAL_HOLD = GROUP + "/legal-hold";

  /** Annotation on Jobs and pods of runs that names the PhiDatabase they work on. */
  public static final String DATABASE = GROUP + "/database";

  /** Label on a child, and on the pods of its runs, that names the PhiDatabase it belongs to. */
  public static final String PHI_DATABASE = GROUP + "/phi-database";

  /** Label on pods and namespaces that names the class of the data they handle. */
  public static final String DATA_CLASS = GROUP + "/data-class";

  /** Annotation on a child: digest of what was last applied to it. */
  public static final String APPLIED = GROUP + "/applied";

  /** Annotation on a resource: whenever it changes, all of the resource is looked at anew. */
  public static final String LOOK = GROUP + "/look";

  private Api() {}
}
