package io.hipaaoperator.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hipaaoperator.api.Api;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which key each value is sealed to, as an annotation says it. It says so of one ciphertext, whose
 * digest it names: where another stands there by now, nothing is known.
 */
final class SealedWith {
  /** Annotation of the SealedSecret, not of the Secret. */
  static final String ANNOTATION = Api.GROUP + "/sealed-with";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, String> notes;

  private SealedWith(SortedMap<String, String> notes) {
    this.notes = notes;
  }

  static SealedWith of(Map<String, SealedValue> values) {
    SortedMap<String, String> notes = new TreeMap<>();
    values.forEach(
        (key, value) ->
            value
                .fingerprint()
                .ifPresent(known -> notes.put(key, note(known, value.ciphertext()))));
    return new SealedWith(notes);
  }

  private static String note(String fingerprint, String ciphertext) {
    return fingerprint + " " + new SealedValue(ciphertext, Optional.empty()).digest();
  }

  /** What annotations say; nothing where they say it in another form. */
  static SealedWith read(Map<String, String> annotations) {
    SortedMap<String, String> notes = new TreeMap<>();
    json(annotations.getOrDefault(ANNOTATION, ""))
        .properties()
        .forEach(each -> notes.put(each.getKey(), each.getValue().asText("")));
    return new SealedWith(notes);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  /** The value with what is known of its key. */
  SealedValue value(String key, String ciphertext) {
    String[] note = notes.getOrDefault(key, "").split(" ", 2);
    boolean isOfIt = note(note[0], ciphertext).equals(notes.get(key));
    return new SealedValue(ciphertext, isOfIt ? Optional.of(note[0]) : Optional.empty());
  }

  Map<String, String> annotations() {
    var json = JsonNodeFactory.instance.objectNode();
    notes.forEach(json::put);
    return notes.isEmpty() ? Map.of() : Map.of(ANNOTATION, json.toString());
  }
}
