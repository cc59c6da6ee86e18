package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A short digest of an object's desired state, the same for every order of its keys. */
final class Digest {
  private static final int BYTES = 8;

  private Digest() {}

  /** First 64 bits of SHA-256 over the object with sorted keys, in hexadecimal. */
  static String of(JsonNode object) {
    try {
      byte[] text = sorted(object).toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
    return copy;
  }
}
