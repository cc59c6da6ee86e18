package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.generator.annotation.Required;
import io.hipaaoperator.api.PhiWorkload;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * A PhiWorkload from a manifest, read as strictly as the API server does: what is unknown, missing,
 * null or empty is an error that names the field. A rule without ports or peers would mean all.
 */
final class Declaration {
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(new RequiredFields())
          .build();

  private static final Set<String> NOT_EMPTY = Set.of("from", "to", "ports", "servers");

  private Declaration() {}

  /**
   * The declaration.
   *
   * @param where file and object, for messages
   * @throws BadInput naming the field
   */
  static PhiWorkload read(String where, JsonNode object) {
    if (!object.has("spec")) {
      throw new BadInput(where + "spec: required");
    }
    check(where + "spec", object.get("spec"));
    try {
      return STRICT.treeToValue(object, PhiWorkload.class);
    } catch (IOException e) {
      throw new BadInput(where + field(e) + words(e));
    }
  }

  private static void check(String path, JsonNode node) {
    if (node.isNull()) {
      throw new BadInput(path + ": must not be null");
    }
    for (int i = 0; node instanceof ArrayNode && i < node.size(); i++) {
      check(path + "[" + i + "]", node.get(i));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String below = path + "." + field.getKey();
      if (field.getValue() instanceof ArrayNode list
          && list.isEmpty()
          && NOT_EMPTY.contains(field.getKey())) {
        throw new BadInput(below + ": at least one is required");
      }
      check(below, field.getValue());
    }
  }

  /** The path of the field that could not be read, ready to be followed by words. */
  static String field(IOException e) {
    StringBuilder path = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference step : mapping.getPath()) {
        path.append(
            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path.substring(1) + ": ";
  }

  private static String words(IOException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "unknown field";
    }
    String message = e instanceof JsonMappingException m ? m.getOriginalMessage() : e.getMessage();
    String first = String.valueOf(message).lines().findFirst().orElse("");
    return first.startsWith("Missing required") ? "required" : first;
  }

  /** What the schema requires, Jackson requires. */
  private static final class RequiredFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return member.hasAnnotation(Required.class) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }
  }
}
