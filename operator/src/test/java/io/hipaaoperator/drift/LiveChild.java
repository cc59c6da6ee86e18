package io.hipaaoperator.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.ChildComparison.Stamped;
import java.util.Objects;
import java.util.Set;

/**
 * A child in a cluster, with the managed fields as the API server would keep them: our apply owns
 * all that it sent, an edit hands the field over to whoever made it.
 */
final class LiveChild {
  private static final KubernetesSerialization JSON = new KubernetesSerialization();
  private static final Set<String> ATOMIC = Set.of("podSelector");
  private static final Set<String> NOT_OWNED =
      Set.of("/apiVersion", "/kind", "/metadata/name", "/metadata/namespace");

  private static final ChildComparison COMPARISON = new ChildComparison(JSON);

  private final Stamped wanted;
  private final ObjectNode object;
  private final ObjectNode ours;

  private LiveChild(Stamped wanted) {
    this.wanted = wanted;
    this.object = wanted.json().deepCopy();
    this.ours = JsonNodeFactory.instance.objectNode();
    own(ours, object, JsonPointer.empty());
    server(object);
    entry(Api.MANAGER, "Apply", "2026-01-01T00:00:00Z", ours);
  }

  /** A child as it is right after we applied it. */
  static LiveChild applied(Stamped desired) {
    return new LiveChild(desired);
  }

  /** A child that admits one port, right after we applied it. */
  static LiveChild admitting(int port) {
    return applied(COMPARISON.stamp(SamplePolicies.admitting(port)));
  }

  /** As it was applied. */
  Stamped wanted() {
    return wanted;
  }

  /** How it deviates from what was applied. */
  ChildState state() {
    return COMPARISON.compare(wanted, policy());
  }

  /** How it deviates from what a new spec wants. */
  ChildState against(NetworkPolicy desired) {
    return COMPARISON.compare(COMPARISON.stamp(desired), policy());
  }

  /** What the server fills in; nobody owns it. */
  private static void server(ObjectNode object) {
    object
        .withObject("/metadata")
        .put("uid", "11111111-1111-1111-1111-111111111111")
        .put("resourceVersion", "7")
        .put("generation", 1)
        .put("creationTimestamp", "2026-01-01T00:00:00Z");
  }

  private static void own(ObjectNode fields, JsonNode value, JsonPointer at) {
    value
        .properties()
        .forEach(
            field -> {
              JsonPointer path = at.appendProperty(field.getKey());
              if (!NOT_OWNED.contains(path.toString())) {
                ObjectNode below = fields.putObject("f:" + field.getKey());
                if (field.getValue() instanceof ObjectNode && !ATOMIC.contains(field.getKey())) {
                  own(below, field.getValue(), path);
                }
              }
            });
  }

  /** Somebody gives a field a value, and takes it over. */
  LiveChild set(String pointer, String json, String manager, String time) {
    JsonPointer path = JsonPointer.valueOf(pointer);
    disown(path);
    parent(object, path).set(name(path), JSON.unmarshal(json, JsonNode.class));
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    ObjectNode tree = fields;
    for (JsonPointer at = path; !at.matches(); at = Objects.requireNonNull(at.tail())) {
      tree = tree.putObject("f:" + at.getMatchingProperty());
    }
    entry(manager, "Update", time, fields);
    return this;
  }

  /** Somebody writes a field and enters it among those that we applied. */
  LiveChild forge(String pointer, String json) {
    JsonPointer path = JsonPointer.valueOf(pointer);
    parent(object, path).set(name(path), JSON.unmarshal(json, JsonNode.class));
    ours.withObject("/f:spec").putObject("f:" + name(path));
    return this;
  }

  /** Somebody takes a field away; nobody owns it afterwards. */
  LiveChild remove(String pointer) {
    JsonPointer path = JsonPointer.valueOf(pointer);
    disown(path);
    parent(object, path).remove(name(path));
    return this;
  }

  /** Somebody wipes or rewrites the record of who owns what. */
  LiveChild withoutOwners() {
    object.withObject("/metadata").remove("managedFields");
    return this;
  }

  NetworkPolicy policy() {
    return JSON.convertValue(object, NetworkPolicy.class);
  }

  private void disown(JsonPointer path) {
    disown(ours, path);
  }

  /** A parent of which nothing is left is not owned either. */
  private static void disown(ObjectNode tree, JsonPointer path) {
    String key = "f:" + path.getMatchingProperty();
    JsonPointer rest = Objects.requireNonNull(path.tail());
    if (!(tree.get(key) instanceof ObjectNode below)) {
      return;
    }
    if (!rest.matches()) {
      disown(below, rest);
    }
    if (rest.matches() || below.isEmpty()) {
      tree.remove(key);
    }
  }

  private void entry(String manager, String operation, String time, ObjectNode fields) {
    ArrayNode entries = object.withObject("/metadata").withArray("/managedFields");
    entries
        .addObject()
        .put("manager", manager)
        .put("operation", operation)
        .put("time", time)
        .put("fieldsType", "FieldsV1")
        .set("fieldsV1", fields);
  }

  private static ObjectNode parent(ObjectNode object, JsonPointer path) {
    JsonPointer above = Objects.requireNonNull(path.head());
    return above.matches() ? object : object.withObject(above);
  }

  private static String name(JsonPointer path) {
    return Objects.requireNonNull(path.last()).getMatchingProperty();
  }
}
