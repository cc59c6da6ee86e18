package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.TableName;
import io.hipaaoperator.purge.PurgePlan.Limits;
import io.hipaaoperator.purge.PurgePlan.Policy;
import io.hipaaoperator.purge.Target.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a plan. Its form is in docs/purge.md. */
public final class PlanReader {
  private static final int VERSION = 1;
  private static final Set<String> PLAN =
      Set.of(
          "version",
          "policy",
          "targets",
          "objects",
          "limits",
          "schema",
          "zone",
          "notAfter",
          "privileged",
          "dryRun",
          "approvedHash");
  private static final Set<String> POLICY = Set.of("uid", "generation", "specHash");
  private static final Set<String> CHILD =
      Set.of("schema", "table", "primaryKey", "foreignKey", "references", "triggers", "children");
  private static final Set<String> TARGET =
      Set.of(
          "schema", "table", "primaryKey", "timestamp", "tenant", "keep", "triggers", "children");
  private static final Set<String> TENANT = Set.of("column", "value");
  private static final Set<String> LIMITS =
      Set.of(
          "batchRows",
          "rowsPerRun",
          "share",
          "lockTimeout",
          "statementTimeout",
          "scanTimeout",
          "attempts",
          "checkpointTimeout");

  /** Names in the ledger have this form. */
  private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

  private static final Set<String> SHARED = Set.of("public", "information_schema");

  private static final Pattern UID = Pattern.compile("[A-Za-z0-9-]{1,63}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private PlanReader() {}

  /**
   * The plan of a document.
   *
   * @throws PlanError naming the field that is wrong
   */
  public static PurgePlan read(JsonNode document) {
    var plan = new Fields(document, "", PLAN);
    if (plan.number("version", 0, 0, Long.MAX_VALUE) != VERSION) {
      throw new PlanError("version", "must be " + VERSION);
    }
    return new PurgePlan(
        policy(plan.object("policy", POLICY)),
        PlanHash.of(document),
        targets(plan),
        limits(plan),
        own(plan),
        plan.maybe("zone", PlanZone::of).orElse(ZoneOffset.UTC),
        plan.maybe("notAfter", Instant::parse),
        plan.flag("privileged"),
        plan.flag("dryRun"),
        plan.has("approvedHash")
            ? Optional.of(matching(plan, "approvedHash", SHA_256))
            : Optional.empty());
  }

  /** The migration takes rights on it away from everybody. */
  private static Identifier own(Fields plan) {
    String schema = matching(plan, "schema", TABLE);
    if (SHARED.contains(schema) || schema.startsWith("pg_")) {
      throw new PlanError("schema", "must be a schema of the operator's own, not " + schema);
    }
    return new Identifier(schema);
  }

  private static Policy policy(Fields policy) {
    if (!policy.has("generation")) {
      throw new PlanError(policy.at("generation"), "missing");
    }
    return new Policy(
        matching(policy, "uid", UID),
        policy.number("generation", 0, 1, Long.MAX_VALUE),
        matching(policy, "specHash", SHA_256));
  }

  private static List<Target> targets(Fields plan) {
    List<Target> targets =
        plan.objects("targets", TARGET).stream().map(PlanReader::target).toList();
    if (targets.isEmpty()) {
      throw new PlanError("targets", "at least one is needed");
    }
    return targets;
  }

  private static Target target(Fields target) {
    Node root = node(target, List.of(), List.of());
    return new Target(
        root,
        target.as("timestamp", Identifier::new),
        target.has("tenant")
            ? Optional.of(tenant(target.object("tenant", TENANT)))
            : Optional.empty(),
        target.as("keep", PlanReader::period));
  }

  private static Tenant tenant(Fields tenant) {
    return new Tenant(tenant.as("column", Identifier::new), tenant.text("value"));
  }

  private static Node node(Fields node, List<Identifier> foreignKey, List<Identifier> references) {
    List<Identifier> primaryKey = columns(node, "primaryKey");
    return new Node(
        node.path(),
        TableName.of(matching(node, "schema", TABLE), matching(node, "table", TABLE)),
        primaryKey,
        foreignKey,
        references,
        node.texts("triggers"),
        node.objects("children", CHILD).stream().map(it -> child(it, primaryKey)).toList());
  }

  private static Node child(Fields child, List<Identifier> parentKey) {
    List<Identifier> foreignKey = columns(child, "foreignKey");
    List<Identifier> references =
        child.has("references") ? columns(child, "references") : parentKey;
    if (foreignKey.size() != references.size()) {
      throw new PlanError(
          child.at("foreignKey"), "must have as many columns as it refers to: " + references);
    }
    return node(child, foreignKey, references);
  }

  private static List<Identifier> columns(Fields node, String field) {
    List<Identifier> columns = node.identifiers(field);
    if (columns.isEmpty()) {
      throw new PlanError(node.at(field), "at least one column is needed");
    }
    return columns;
  }

  private static Limits limits(Fields plan) {
    if (!plan.has("limits")) {
      throw new PlanError("limits", "missing");
    }
    Fields limits = plan.object("limits", LIMITS);
    return new Limits(
        (int) limits.number("batchRows", 1_000, 1, 10_000),
        limits.number("rowsPerRun", 100_000, 1, Long.MAX_VALUE),
        limits.share("share", 0.05),
        limits.maybe("lockTimeout", PlanReader::timeout).orElse(Duration.ofSeconds(2)),
        limits.maybe("statementTimeout", PlanReader::timeout).orElse(Duration.ofMinutes(1)),
        limits.maybe("scanTimeout", PlanReader::timeout).orElse(Duration.ofMinutes(10)),
        (int) limits.number("attempts", 5, 1, 100),
        limits.maybe("checkpointTimeout", PlanReader::timeout));
  }

  private static Duration timeout(String text) {
    Duration timeout = Duration.parse(text);
    if (timeout.toMillis() < 1 || timeout.toDays() > 0) {
      throw new IllegalArgumentException("must be from PT0.001S to less than a day");
    }
    return timeout;
  }

  /** A period of nothing would be a cutoff of now, a negative one a cutoff in the future. */
  private static Period period(String text) {
    Period period = Period.parse(text);
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("must be at least a day, such as P7Y, P6M or P90D");
    }
    return period;
  }

  private static String matching(Fields fields, String field, Pattern form) {
    String text = fields.text(field);
    if (!form.matcher(text).matches()) {
      throw new PlanError(fields.at(field), "must have the form " + form);
    }
    return text;
  }
}
