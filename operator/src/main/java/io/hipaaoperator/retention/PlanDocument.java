package io.hipaaoperator.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PurgeLimits;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.api.RetentionPolicyStatus.Plan;
import io.hipaaoperator.api.RetentionTarget;
import io.hipaaoperator.api.RetentionTarget.Child;
import io.hipaaoperator.purge.PlanHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The plan as {@code hipaa purge} reads it.
 *
 * @param json the document
 * @param hash what an approval names
 * @param version which version of the spec it is of
 */
record PlanDocument(ObjectNode json, String hash, Plan version) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int VERSION = 1;
  private static final double PERCENT = 100.0;

  /**
   * The plan of a policy on a database, and on buckets. Its generation is that of the spec that had
   * all this first: an approval, which is a new generation, must not change what it approves.
   *
   * @param database empty where no table is declared
   * @param before version of the plan that the status had
   */
  static PlanDocument of(
      DeclaredPolicy policy, Optional<PhiDatabaseSpec> database, Optional<Plan> before) {
    ObjectNode plan = JSON.objectNode();
    plan.put("version", VERSION);
    Plan version = version(policy, database, before);
    plan.putObject("policy")
        .put("uid", policy.uid())
        .put("generation", version.generation())
        .put("specHash", version.specHash());
    plan.setAll(content(policy.spec(), database));
    String hash = PlanHash.of(plan);
    if (policy.spec().deletesNothing()) {
      plan.put("dryRun", true);
    }
    policy.spec().approvedHash().ifPresent(approved -> plan.put("approvedHash", approved));
    return new PlanDocument(plan, hash, version);
  }

  /** As it stands in its ConfigMap. */
  String text() {
    return json.toPrettyString() + "\n";
  }

  private static Plan version(
      DeclaredPolicy policy, Optional<PhiDatabaseSpec> database, Optional<Plan> before) {
    ObjectNode all = content(policy.spec(), database);
    all.put("legalBasis", policy.spec().legalBasis());
    database.ifPresent(
        it ->
            all.putObject("database")
                .put("host", it.host())
                .put("port", it.port())
                .put("name", it.database()));
    String hash = PlanHash.of(all);
    return before
        .filter(plan -> plan.specHash().equals(hash))
        .orElseGet(() -> new Plan(hash, policy.generation()));
  }

  private static ObjectNode content(RetentionPolicySpec spec, Optional<PhiDatabaseSpec> database) {
    ObjectNode plan = JSON.objectNode();
    database.ifPresent(it -> putTables(plan, spec, it));
    spec.targets().forEach(target -> target.objects().ifPresent(it -> put(plan, spec, target, it)));
    return plan;
  }

  private static void putTables(
      ObjectNode plan, RetentionPolicySpec spec, PhiDatabaseSpec database) {
    plan.put("schema", database.schema()).put("zone", spec.timeZone());
    ArrayNode targets = plan.putArray("targets");
    spec.tables().forEach(target -> targets.add(target(spec, target)));
    plan.set("limits", limits(spec.limits()));
  }

  /** What S3 ends is agreed to as well, and no purge's business. */
  private static void put(
      ObjectNode plan, RetentionPolicySpec spec, RetentionTarget target, ObjectTarget objects) {
    plan.withArray("objects")
        .addObject()
        .put("bucket", objects.bucket())
        .put("prefix", objects.prefix())
        .put("keep", spec.period(target.retention()).asPeriod().toString());
  }

  private static ObjectNode target(RetentionPolicySpec spec, RetentionTarget target) {
    ObjectNode node = JSON.objectNode();
    node.put("schema", target.schema()).put("table", target.table());
    node.set("primaryKey", list(target.primaryKey()));
    node.put("timestamp", target.timestampColumn());
    if (target.tenant() != null) {
      node.putObject("tenant")
          .put("column", target.tenant().column())
          .put("value", target.tenant().value());
    }
    node.put("keep", spec.period(target.retention()).asPeriod().toString());
    node.set("triggers", list(target.triggers()));
    node.set("children", below(target, target.schema() + "." + target.table()));
    return node;
  }

  /** The tables that refer to one; the flat list of the spec has no cycle, see {@link #cycle}. */
  private static ArrayNode below(RetentionTarget target, String parent) {
    ArrayNode nodes = JSON.arrayNode();
    target.children().stream()
        .filter(child -> parent(target, child).equals(parent))
        .forEach(child -> nodes.add(child(target, child)));
    return nodes;
  }

  private static ObjectNode child(RetentionTarget target, Child child) {
    ObjectNode node = JSON.objectNode();
    node.put("schema", child.schema()).put("table", child.table());
    node.set("primaryKey", list(child.primaryKey()));
    node.set("foreignKey", list(child.foreignKey()));
    if (!child.references().isEmpty()) {
      node.set("references", list(child.references()));
    }
    node.set("triggers", list(child.triggers()));
    node.set("children", below(target, name(child)));
    return node;
  }

  private static String parent(RetentionTarget target, Child child) {
    return child.parent() == null ? target.schema() + "." + target.table() : child.parent();
  }

  private static String name(Child child) {
    return child.schema() + "." + child.table();
  }

  private static JsonNode limits(PurgeLimits limits) {
    ObjectNode node = JSON.objectNode();
    limits.checkpointTimeout().ifPresent(number -> node.put("checkpointTimeout", seconds(number)));
    return node.put("batchRows", limits.batchRows())
        .put("rowsPerRun", limits.rowsPerRun())
        .put("share", limits.sharePercent() / PERCENT)
        .put("lockTimeout", seconds(limits.lockTimeoutSeconds()))
        .put("statementTimeout", seconds(limits.statementTimeoutSeconds()))
        .put("scanTimeout", seconds(limits.scanTimeoutSeconds()));
  }

  private static String seconds(int number) {
    return Duration.ofSeconds(number).toString();
  }

  private static ArrayNode list(List<String> values) {
    ArrayNode list = JSON.arrayNode();
    values.forEach(list::add);
    return list;
  }

  /** A child whose parents lead back to itself, so that it is below no target. */
  static Optional<String> cycle(RetentionPolicySpec spec) {
    return spec.tables().stream().flatMap(target -> cycle(target).stream()).findFirst();
  }

  private static Optional<String> cycle(RetentionTarget target) {
    return target.children().stream()
        .filter(child -> !leadsUp(target, child, target.children().size()))
        .findFirst()
        .map(
            child ->
                "spec.targets[].children[].parent: %s is not below %s.%s"
                    .formatted(name(child), target.schema(), target.table()));
  }

  private static boolean leadsUp(RetentionTarget target, Child child, int steps) {
    String parent = parent(target, child);
    return parent.equals(target.schema() + "." + target.table())
        || steps > 0
            && target.children().stream()
                .filter(other -> name(other).equals(parent))
                .anyMatch(other -> leadsUp(target, other, steps - 1));
  }
}
