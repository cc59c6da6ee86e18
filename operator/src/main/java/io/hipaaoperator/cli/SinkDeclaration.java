package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hipaaoperator.api.AuditSink;
import java.io.IOException;
import java.util.List;

/**
 * An AuditSink from a manifest, as far as workloads that name it are judged by it; the API server
 * checks the rest.
 */
final class SinkDeclaration {
  private static final ObjectMapper LENIENT =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final List<String> REQUIRED = List.of("spec.class", "spec.logGroup");

  private SinkDeclaration() {}

  /**
   * The declaration. What AWS has of it is not known from a manifest.
   *
   * @throws BadInput naming the field
   */
  static AuditSink read(Document document) {
    REQUIRED.forEach(field -> require(document, field));
    try {
      AuditSink sink = LENIENT.treeToValue(document.object(), AuditSink.class);
      sink.setStatus(null);
      return sink;
    } catch (IOException e) {
      throw new BadInput(document.where() + Declaration.field(e) + "not of the type it must be");
    }
  }

  private static void require(Document document, String field) {
    if (document.object().at("/" + field.replace('.', '/')).isMissingNode()) {
      throw new BadInput(document.where() + field + ": required");
    }
  }
}
