import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Who wrote what, as an API server notes it. */
final class ManagedFields {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManagedFields() {}

  /** The entry of a manager that wrote all fields of an object. */
  static ObjectNode entry(String manager, String operation, JsonNode object) {
    ObjectNode entry =
        JSON.createObjectNode()
            .put("manager", manager)
            .put("operation", operation)
            .put("apiVersion", "networking.k8s.io/v1")
            .put("time", Instant.EPOCH.toString())
            .put("fieldsType", "FieldsV1");
    return entry.set("fieldsV1", fields(object));
  }

  private static ObjectNode fields(JsonNode object) {
    ObjectNode fields = JSON.createObjectNode();
    object.properties().forEach(entry -> fields.set("f:" + entry.getKey(), fields(entry.getValue())));
    return fields;
  }
}
