package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A PhiWorkload from a manifest, read as strictly as the API server does: what the schema or one of
 * its rules refuses is an error that names the field.
 */
final class Declaration {
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final String API_VERSION = Api.GROUP + "/" + Api.VERSION;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private Declaration() {}

  /**
   * The declaration.
   *
   * @param where file and object, for messages
   * @throws BadInput naming the field
   */
  static PhiWorkload read(String where, JsonNode object) {
    if (!object.path("apiVersion").asText().equals(API_VERSION)) {
      throw new BadInput(where + "apiVersion: must be " + API_VERSION);
    }
    checkName(where, object.path("metadata"));
    JsonNode declared = Schema.PHI_WORKLOAD.path("properties").path("spec");
    Schema spec = new Schema("spec", declared, object.path("spec"));
    spec.dropNulls();
    spec.check(where);
    try {
      return STRICT.treeToValue(object, PhiWorkload.class);
    } catch (IOException e) {
      throw new BadInput(where + field(e) + words(e));
    }
  }

  private static void checkName(String where, JsonNode metadata) {
    if (!metadata.path("name").isTextual()
        || !NAME.matcher(metadata.path("name").asText()).matches()) {
      throw new BadInput(where + "metadata.name: must be a DNS name of at most 63 characters");
    }
    if (!LABEL.matcher(metadata.path("namespace").asText()).matches()) {
      throw new BadInput(where + "metadata.namespace: must be a DNS label");
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
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
