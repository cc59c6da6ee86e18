package io.hipaaoperator.ledger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Event.PolicyVersion;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An event as a line of JSON. Fields that the format does not have are refused: none hides PHI. */
final class EntryJson {
  private static final int VERSION = 1;
  private static final Pattern NEGATIVE_ZERO = Pattern.compile("-0\\s*[,}]");
  private static final Set<String> FIELDS =
      Set.of(
          "v", "seq", "time", "actor", "policy", "action", "run", "table", "digest", "rows",
          "cutoff");
  private static final Set<String> POLICY_FIELDS = Set.of("uid", "generation", "specHash");
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final JsonNode object;
  private final String path;

  private EntryJson(JsonNode object, String path, Set<String> fields) {
    if (!object.isObject()) {
      throw new Malformed(path.isEmpty() ? "not a JSON object" : path + ": not an object");
    }
    if (!fields.containsAll(object.properties().stream().map(it -> it.getKey()).toList())) {
      throw new Malformed((path.isEmpty() ? "" : path + ": ") + "a field that is not known");
    }
    this.object = object;
    this.path = path.isEmpty() ? "" : path + ".";
  }

  static String write(Event event) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("v", VERSION).put("seq", event.seq()).put("time", event.time().toString());
    line.put("actor", event.actor());
    if (event.policy() != null) {
      put(line.putObject("policy"), event.policy());
    }
    line.put("action", event.action().name()).put("run", event.run());
    putIfPresent(line, "table", event.table());
    putIfPresent(line, "digest", event.digest());
    if (event.rows() != null) {
      line.put("rows", event.rows());
    }
    putIfPresent(line, "cutoff", event.cutoff());
    return line.toString();
  }

  private static void put(ObjectNode object, PolicyVersion policy) {
    object.put("uid", policy.uid()).put("generation", policy.generation());
    object.put("specHash", policy.specHash());
  }

  private static void putIfPresent(ObjectNode line, String field, @Nullable Object value) {
    if (value != null) {
      line.put(field, value.toString());
    }
  }

  static Event read(String line) {
    var entry = new EntryJson(tree(line), "", FIELDS);
    if (entry.number("v") != VERSION) {
      throw new Malformed("v: not " + VERSION + ", this version does not know how to read it");
    }
    return new Event(
        entry.number("seq"),
        entry.instant("time", entry.text("time")),
        entry.text("actor"),
        entry.has("policy") ? entry.policy() : null,
        entry.action(),
        entry.text("run"),
        entry.has("table") ? entry.text("table") : null,
        entry.has("digest") ? entry.text("digest") : null,
        entry.has("rows") ? entry.number("rows") : null,
        entry.has("cutoff") ? entry.instant("cutoff", entry.text("cutoff")) : null);
  }

  private static JsonNode tree(String line) {
    try {
      requireNoNegativeZero(line);
      return READER.readValue(line);
    } catch (IOException e) {
      throw new Malformed("not JSON, or a field twice");
    }
  }

  /** Another way to write 0, which no number of the format has; a tree does not show it. */
  private static void requireNoNegativeZero(String line) throws IOException {
    if (!NEGATIVE_ZERO.matcher(line).find()) {
      return;
    }
    try (JsonParser parser = READER.createParser(line)) {
      for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
        if (at == JsonToken.VALUE_NUMBER_INT && parser.getText().equals("-0")) {
          throw new Malformed("a number is -0, which the format does not have");
        }
      }
    }
  }

  private PolicyVersion policy() {
    var policy = new EntryJson(field("policy"), "policy", POLICY_FIELDS);
    return new PolicyVersion(
        policy.text("uid"), policy.number("generation"), policy.text("specHash"));
  }

  private Action action() {
    String name = text("action");
    return Arrays.stream(Action.values())
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Malformed("action: none of " + Arrays.toString(Action.values())));
  }

  private boolean has(String field) {
    return object.has(field);
  }

  private JsonNode field(String field) {
    JsonNode value = object.get(field);
    if (value == null) {
      throw new Malformed(path + field + ": missing");
    }
    return value;
  }

  private String text(String field) {
    JsonNode value = field(field);
    if (!value.isTextual()) {
      throw new Malformed(path + field + ": not a string");
    }
    return value.textValue();
  }

  private long number(String field) {
    JsonNode value = field(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Malformed(path + field + ": not a whole number");
    }
    return value.longValue();
  }

  private Instant instant(String field, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new Malformed(path + field + ": not a time such as 2026-11-28T02:00:00Z");
    }
  }
}
