package io.hipaaoperator.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.api.LegalHoldSpec.Subject;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.purge.PlanHash;
import io.hipaaoperator.purge.RunHash;

/**
 * What {@code hipaa hold} reads: subjects, or that they are released, and no more. Who changes a
 * reason or a list of databases changes nothing of it.
 *
 * @param json the document
 * @param hash SHA-256 of it
 */
record HoldDocument(ObjectNode json, String hash) {
  private static final int VERSION = 1;

  static HoldDocument of(DeclaredHold hold) {
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    plan.put("version", VERSION).put("hold", hold.uid());
    plan.put("released", hold.spec().isReleased());
    ArrayNode subjects = plan.putArray("subjects");
    hold.spec().subjects().stream().distinct().forEach(it -> put(subjects.addObject(), it));
    return new HoldDocument(plan, PlanHash.of(plan));
  }

  private static void put(ObjectNode node, Subject subject) {
    if (subject.schema() != null && subject.table() != null) {
      node.put("schema", subject.schema()).put("table", subject.table());
    }
    ArrayNode columns = node.putArray("columns");
    subject.columns().forEach(columns::add);
    ArrayNode values = node.putArray("values");
    subject.values().forEach(values::add);
  }

  /** By which a run says that it was this document, in this database. */
  String hash(PhiDatabaseSpec database) {
    return RunHash.of(
        hash, database.host(), database.port(), database.database(), database.schema());
  }

  /** How many rows a database has when it holds all. */
  int rows() {
    return json.path("subjects").size();
  }

  boolean isRelease() {
    return json.path("released").asBoolean();
  }

  /** As it stands in its ConfigMap. */
  String text() {
    return json.toPrettyString() + "\n";
  }
}
