package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * How a database is reached.
 *
 * @param host its name, as in its certificate, or its address
 * @param port its TCP port
 * @param database name of the database
 * @param schema where legal holds and receipts are
 * @param tls what proves that the server is the one
 * @param roles as whom what logs in
 * @param digestKey the secret by which receipts name records
 * @param ledger how receipts become a signed log; null where nothing publishes them
 * @param enforcement whether deviations are repaired or only reported
 */
@ValidationRule(
    value = "!has(self.ledger) || has(self.roles.ledger)",
    message = "roles.ledger is needed by spec.ledger: the login of the log's writer",
    fieldPath = ".roles")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhiDatabaseSpec(
    @Required
        @Size(min = 1, max = 253)
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:.]+$")
        @JsonPropertyDescription(
            "Name of the host, as in its certificate, or its IP address. A purge reaches an address"
                + " alone; of a name it reaches that port anywhere, since a NetworkPolicy knows no"
                + " names.")
        String host,
    @Default("5432") @Min(1) @Max(65535) @JsonPropertyDescription("TCP port.")
        @Nullable Integer port,
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the database.")
        String database,
    @Required
        @Pattern(RetentionTarget.NAME)
        @JsonPropertyDescription(
            "Schema of the tables of legal holds and of receipts, which hipaa purge sql writes"
                + " down.")
        String schema,
    @Required
        @JsonPropertyDescription(
            "What proves that the server is the one: its certificate and name are always checked"
                + " (verify-full).")
        Tls tls,
    @Required @JsonPropertyDescription("As whom what logs in.") Roles roles,
    @Required
        @JsonPropertyDescription(
            "At least 32 secret bytes in a Secret of this namespace, by which receipts name records"
                + " without telling who they are. Whoever loses them can't find a record's receipt"
                + " any more.")
        ObjectKey digestKey,
    @JsonPropertyDescription(
            "Has the receipts published as a signed log. Without it they stay in the database until"
                + " somebody runs hipaa ledger publish.")
        @Nullable DatabaseLedger ledger,
    @Default("Enforce")
        @JsonPropertyDescription(
            "Enforce creates and repairs what publishes the ledger. Observe writes nothing and only"
                + " reports.")
        @Nullable Enforcement enforcement) {
  private static final int POSTGRESQL = 5432;

  /** The port, with the schema's default for objects that never passed an API server. */
  @Override
  public Integer port() {
    return port == null ? POSTGRESQL : port;
  }

  /** The mode, with the schema's default. */
  @Override
  public Enforcement enforcement() {
    return enforcement == null ? Enforcement.Enforce : enforcement;
  }

  /**
   * The certificates that may sign the server's.
   *
   * @param caConfigMap in a ConfigMap
   * @param caSecret in a Secret
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "has(self.caConfigMap) != has(self.caSecret)",
      message = "tls is exactly one of: caConfigMap, caSecret")
  public record Tls(
      @JsonPropertyDescription("Certificates in PEM, in a ConfigMap of this namespace.")
          @Nullable ObjectKey caConfigMap,
      @JsonPropertyDescription("Certificates in PEM, in a Secret of this namespace.")
          @Nullable ObjectKey caSecret) {}

  /**
   * The roles of the database.
   *
   * @param purge that of the purge
   * @param hold that of legal holds; without it none can be laid
   * @param ledger that of the log's writer; without it nothing publishes the ledger
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Roles(
      @Required
          @JsonPropertyDescription(
              "Role that deletes what is past its retention, and can do no more.")
          Role purge,
      @JsonPropertyDescription(
              "Role that lays and releases legal holds, and can do no more; hipaa hold sql writes it"
                  + " down. Without it no LegalHold can name this database.")
          @Nullable Role hold,
      @JsonPropertyDescription(
              "Role that reads receipts, adds to the log, and can do no more; hipaa ledger sql"
                  + " writes it down.")
          @Nullable Role ledger) {}

  /**
   * A role of the database.
   *
   * @param secretRef where its name and password are
   */
  public record Role(
      @Required @JsonPropertyDescription("Where its name and password are.") Login secretRef) {}

  /**
   * Name and password in a Secret. The operator never reads it; the kubelet gives it to the pod.
   *
   * @param name the Secret's name
   * @param usernameKey key of the role's name
   * @param passwordKey key of its password
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Login(
      @Required
          @Size(min = 1, max = 253)
          @Pattern(ObjectKey.OBJECT)
          @JsonPropertyDescription("Name of a Secret of this namespace.")
          String name,
      @Default("username")
          @Size(min = 1, max = 253)
          @Pattern(ObjectKey.KEY)
          @JsonPropertyDescription("Key of the role's name.")
          @Nullable String usernameKey,
      @Default("password")
          @Size(min = 1, max = 253)
          @Pattern(ObjectKey.KEY)
          @JsonPropertyDescription("Key of its password.")
          @Nullable String passwordKey) {
    /** The key, with the schema's default. */
    @Override
    public String usernameKey() {
      return usernameKey == null ? "username" : usernameKey;
    }

    /** The key, with the schema's default. */
    @Override
    public String passwordKey() {
      return passwordKey == null ? "password" : passwordKey;
    }
  }
}
