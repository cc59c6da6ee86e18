package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a structural schema asks of one value: presence, type, bounds, pattern, enumeration.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">
 *     structural schemas</a>
 */
final class SchemaChecks {
  private static final List<Function<Schema, Optional<String>>> ALL =
      List.of(
          part -> fault(part.value().isMissingNode(), "required"),
          part -> fault(part.schema().isMissingNode(), "unknown field"),
          part -> fault(part.value().isNull(), "must not be null"),
          SchemaChecks::type,
          SchemaChecks::enumeration,
          SchemaChecks::bounds,
          SchemaChecks::pattern);

  private SchemaChecks() {}

  /** What is wrong, each as words to follow a path. */
  static Stream<String> faults(Schema part) {
    return ALL.stream().flatMap(check -> check.apply(part).stream()).map(words -> ": " + words);
  }

  private static Optional<String> fault(boolean isWrong, String words) {
    return isWrong ? Optional.of(words) : Optional.empty();
  }

  private static Optional<String> type(Schema part) {
    String type = typeName(part.schema());
    return fault(!isOfType(type, part.value()), "must be of type " + type);
  }

  private static String typeName(JsonNode schema) {
    boolean isEither = schema.path("x-kubernetes-int-or-string").asBoolean();
    return isEither ? "integer or string" : schema.path("type").asText();
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "integer or string" -> value.isIntegralNumber() || value.isTextual();
      default -> throw new IllegalStateException("type " + type + " in the schema");
    };
  }

  private static Optional<String> enumeration(Schema part) {
    List<JsonNode> values = part.schema().path("enum").valueStream().toList();
    String words =
        values.stream()
            .map(JsonNode::asText)
            .collect(Collectors.joining(", ", "must be one of ", ""));
    return fault(!values.isEmpty() && !values.contains(part.value()), words);
  }

  private static Optional<String> bounds(Schema part) {
    JsonNode value = part.value();
    if (value.isIntegralNumber()) {
      return bounds(part, "imum", value.bigIntegerValue().doubleValue(), "must be");
    }
    if (value.isTextual()) {
      String text = value.asText();
      return bounds(
          part, "Length", text.codePointCount(0, text.length()), "must have, in characters,");
    }
    return bounds(part, value.isArray() ? "Items" : "Properties", value.size(), "must have");
  }

  private static Optional<String> bounds(Schema part, String of, double size, String words) {
    JsonNode least = part.schema().path("min" + of);
    JsonNode most = part.schema().path("max" + of);
    if (size < least.asDouble(size)) {
      return Optional.of(words + " at least " + least.asInt());
    }
    return fault(size > most.asDouble(size), words + " at most " + most.asInt());
  }

  /** In Java the last line's end is an end as well; in the API server only the text's is. */
  private static Optional<String> pattern(Schema part) {
    String pattern = part.schema().path("pattern").asText();
    Predicate<String> matches = Pattern.compile(pattern.replaceAll("\\$$", "\\\\z")).asPredicate();
    return fault(
        part.value().isTextual() && !matches.test(part.value().asText()),
        "should match " + pattern);
  }
}
