package io.hipaaoperator.retention;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that {@code hipaa purge} leaves: counts and digests. Whoever may make pods can write
 * one, so nothing of it is taken over but what has its form.
 *
 * @param outcome how it ended
 * @param line the line
 */
record PurgeMessage(RunOutcome outcome, JsonNode line) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 256;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Map<String, RunOutcome> OUTCOMES =
      Map.of(
          "PURGED", RunOutcome.Purged,
          "DRY_RUN", RunOutcome.DryRun,
          "REFUSED", RunOutcome.Refused,
          "BUSY", RunOutcome.Busy,
          "INVALID", RunOutcome.PlanWrong,
          "UNREACHABLE", RunOutcome.Unreachable,
          "FAILED", RunOutcome.Failed);

  /** The line of a termination message; empty where it is none. */
  static Optional<PurgeMessage> read(@Nullable String message) {
    return Optional.ofNullable(message)
        .flatMap(PurgeMessage::json)
        .flatMap(
            line ->
                Optional.ofNullable(OUTCOMES.get(line.path("outcome").asText()))
                    .map(outcome -> new PurgeMessage(outcome, line)));
  }

  private static Optional<JsonNode> json(String message) {
    try {
      return Optional.ofNullable(JSON.readTree(message));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  Run run(String time, String job) {
    return new Run(
        time,
        job,
        outcome,
        digest("planHash"),
        number("purged"),
        number("held"),
        number("remaining"),
        digest("receipt"),
        words());
  }

  private @Nullable Long number(String field) {
    JsonNode value = line.path(field);
    return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0
        ? value.asLong()
        : null;
  }

  private @Nullable String digest(String field) {
    String value = line.path(field).asText();
    return DIGEST.matcher(value).matches() ? value : null;
  }

  private @Nullable String words() {
    String text = line.path("message").asText("").replaceAll("\\p{Cntrl}", " ").strip();
    return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST));
  }
}
