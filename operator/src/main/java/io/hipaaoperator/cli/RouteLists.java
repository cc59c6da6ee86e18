package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Refuses routes of Gateways that would lead nowhere only because they are written wrongly. */
final class RouteLists {
  private static final List<String> LISTS =
      List.of("parentRefs", "rules", "backendRefs", "filters", "from", "to");

  private RouteLists() {}

  /**
   * The object, as it may be read.
   *
   * @throws BadInput where a field is no list that has to be one
   */
  static JsonNode checked(Document document) {
    for (String field : LISTS) {
      boolean isOther =
          document.object().path("spec").findValues(field).stream()
              .anyMatch(value -> !value.isArray() && !value.isNull());
      if (isOther) {
        throw new BadInput(document.where() + "spec: " + field + ": not of the type it must be");
      }
    }
    return document.object();
  }
}
