package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.control.Fact;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A revision as a ControllerRevision, whose data the API server lets nobody change. It has no
 * owner: whoever deletes the PhiWorkload and makes it anew finds the same values. Its name says
 * whose and the how manieth it is, so that of several operators one alone makes it.
 */
final class RevisionObject {
  private static final String KEYS = "keys";
  private static final String CIPHERTEXT = "ciphertext";
  private static final String GENERATION = "generation";
  private static final String SEALED_AT = "sealedAt";
  private static final String CERTIFICATE = "certificate";
  private static final String PREVIOUS = "previous";

  private RevisionObject() {}

  /** The object. */
  static ControllerRevision of(String namespace, String secret, SecretRevision revision) {
    return new ControllerRevisionBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name(secret, revision.number()))
        .addToLabels(Api.MANAGED_BY, Api.MANAGER)
        .addToLabels(Api.SECRET, secret)
        .endMetadata()
        .withRevision(revision.number())
        .withData(Map.of(KEYS, keys(revision)))
        .build();
  }

  private static String name(String secret, @Nullable Long number) {
    return "%s-sealed-%d".formatted(secret, number);
  }

  private static Map<String, Object> keys(SecretRevision revision) {
    Map<String, Object> keys = new TreeMap<>();
    revision.keys().forEach((name, key) -> keys.put(name, fields(key)));
    return keys;
  }

  private static Map<String, Object> fields(SealedKey key) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put(CIPHERTEXT, key.ciphertext());
    fields.put(GENERATION, key.generation());
    key.sealedAt().ifPresent(it -> fields.put(SEALED_AT, it.toString()));
    key.certificate().ifPresent(it -> fields.put(CERTIFICATE, it));
    key.previous().ifPresent(it -> fields.put(PREVIOUS, it));
    return fields;
  }

  /** All that is in these, which bear the label of one Secret. */
  static Fact<SecretHistory> history(List<ControllerRevision> objects) {
    List<SecretRevision> revisions = new ArrayList<>();
    for (ControllerRevision object : objects) {
      switch (read(object)) {
        case Fact.Known<SecretRevision>(var revision) -> revisions.add(revision);
        case Fact.Unreachable<SecretRevision>(String why, boolean refused) -> {
          return new Fact.Unreachable<>(why, refused);
        }
      }
    }
    return new Fact.Known<>(
        new SecretHistory(
            revisions,
            objects.stream()
                .filter(RevisionObject::isRenumbered)
                .map(object -> object.getMetadata().getName())
                .toList()));
  }

  /** The API server lets everybody change the number of one, and nobody its name and its data. */
  private static boolean isRenumbered(ControllerRevision object) {
    String secret = String.valueOf(object.getMetadata().getLabels().get(Api.SECRET));
    return !name(secret, object.getRevision()).equals(object.getMetadata().getName());
  }

  /** What is in one; a value may never be made anew because its revision can't be read. */
  static Fact<SecretRevision> read(ControllerRevision object) {
    SortedMap<String, SealedKey> keys = new TreeMap<>();
    try {
      map(map(data(object)).get(KEYS))
          .forEach((name, fields) -> keys.put(String.valueOf(name), key(map(fields))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Fact.Unreachable<>(
          "ControllerRevision %s is none of ours, and bears our labels: remove these or it"
              .formatted(object.getMetadata().getName()),
          true);
    }
    return new Fact.Known<>(new SecretRevision(object.getRevision(), keys));
  }

  /** The client wraps what comes from the server. */
  private static @Nullable Object data(ControllerRevision object) {
    return object.getData() instanceof AnyType any ? any.getValue() : object.getData();
  }

  private static SealedKey key(Map<?, ?> fields) {
    return new SealedKey(
        text(fields, CIPHERTEXT),
        fields.get(GENERATION) instanceof Number number ? number.intValue() : 1,
        Optional.ofNullable(fields.get(SEALED_AT)).map(String::valueOf).map(Instant::parse),
        Optional.ofNullable(fields.get(CERTIFICATE)).map(String::valueOf),
        Optional.ofNullable(fields.get(PREVIOUS)).map(String::valueOf));
  }

  private static String text(Map<?, ?> fields, String field) {
    return fields.get(field) instanceof String text ? text : missing(field);
  }

  private static Map<?, ?> map(@Nullable Object field) {
    return field instanceof Map<?, ?> map ? map : missing("map");
  }

  private static <T> T missing(String what) {
    throw new IllegalArgumentException(what);
  }
}
