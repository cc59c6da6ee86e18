package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Pods that a manifest declares, itself or through the controller it is. */
final class PodTemplates {
  /** Where each controller keeps its pod template. */
  private static final Map<String, String> TEMPLATE =
      Map.of(
          "Deployment", "/spec/template",
          "StatefulSet", "/spec/template",
          "DaemonSet", "/spec/template",
          "ReplicaSet", "/spec/template",
          "ReplicationController", "/spec/template",
          "Job", "/spec/template",
          "CronJob", "/spec/jobTemplate/spec/template");

  private PodTemplates() {}

  /** Whether the object is of a kind that is a pod or has some. */
  static boolean isIn(JsonNode object) {
    String kind = object.path("kind").asText();
    return kind.equals("Pod") || TEMPLATE.containsKey(kind);
  }

  /** One pod that stands for all that the object will have; empty for other kinds. */
  static Optional<JsonNode> pod(JsonNode object) {
    String kind = object.path("kind").asText();
    if (kind.equals("Pod")) {
      return Optional.of(object);
    }
    return Optional.ofNullable(TEMPLATE.get(kind))
        .map(object::at)
        .filter(JsonNode::isObject)
        .map(template -> standIn(object, (ObjectNode) template));
  }

  private static JsonNode standIn(JsonNode owner, ObjectNode template) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("name", owner.at("/metadata/name").asText());
    if (owner.at("/metadata").has("namespace")) {
      metadata.set("namespace", owner.at("/metadata/namespace"));
    }
    ownedBy(owner, metadata.putArray("ownerReferences").addObject());
    if (template.at("/metadata").has("labels")) {
      metadata.set("labels", template.at("/metadata/labels"));
    }
    pod.set("spec", withClaims(owner, spec(template)));
    return pod;
  }

  private static void ownedBy(JsonNode owner, ObjectNode reference) {
    reference
        .put("apiVersion", owner.path("apiVersion").asText())
        .put("kind", owner.path("kind").asText())
        .put("name", owner.at("/metadata/name").asText())
        .put("controller", true);
  }

  private static ObjectNode spec(ObjectNode template) {
    return template.get("spec") instanceof ObjectNode spec
        ? spec.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }

  /** A StatefulSet's claims become volumes of its pods. */
  private static JsonNode withClaims(JsonNode owner, ObjectNode spec) {
    for (JsonNode claim : owner.at("/spec/volumeClaimTemplates")) {
      ObjectNode volume = spec.withArray("volumes").addObject();
      volume.put("name", claim.at("/metadata/name").asText());
      volume.putObject("persistentVolumeClaim").put("claimName", volume.get("name").asText());
    }
    return spec;
  }
}
