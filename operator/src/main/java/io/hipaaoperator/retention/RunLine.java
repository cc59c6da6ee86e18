package io.hipaaoperator.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line of JSON that a run leaves. Whoever may make pods can write one, so nothing of it is
 * taken over but what has its form.
 */
record RunLine(JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 256;
  private static final int LONGEST_KEY = 512;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** The line of a termination message; empty where it is none. */
  static Optional<RunLine> read(@Nullable String message) {
    try {
      return Optional.ofNullable(message == null ? null : JSON.readTree(message))
          .filter(JsonNode::isObject)
          .map(RunLine::new);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  String outcome() {
    return json.path("outcome").asText();
  }

  @Nullable Long number(String field) {
    JsonNode value = json.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0
        ? value.asLong()
        : null;
  }

  @Nullable String digest(String field) {
    String value = json.path(field).asText();
    return DIGEST.matcher(value).matches() ? value : null;
  }

  /** A field that has this form, and is no longer than a key is. */
  Optional<String> text(String field, Pattern form) {
    return Optional.of(json.path(field).asText(""))
        .filter(text -> text.length() <= LONGEST_KEY && form.matcher(text).matches());
  }

  @Nullable String words() {
    String text = json.path("message").asText("").replaceAll("\\p{Cntrl}", " ").strip();
    return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST));
  }
}
