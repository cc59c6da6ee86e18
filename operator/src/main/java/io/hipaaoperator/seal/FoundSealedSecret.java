package io.hipaaoperator.seal;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.hipaaoperator.seal.SealError.Reason;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A SealedSecret as somebody wrote it, read without opening it.
 *
 * @param namespace its namespace, empty where none is written
 * @param name its name
 * @param scope where it may be opened, as the controller reads it: from its own annotations
 * @param templateScope the scope that its template's annotations claim; controllers before 0.36.0
 *     take it for a re-encryption (CVE-2026-22728)
 * @param values what is sealed, by its key in the Secret
 * @param unreadable keys whose value is no ciphertext by its form
 * @param plain keys that the template adds in plain text
 * @param hasDeprecatedData whether it has {@code spec.data}, the old form with one ciphertext
 * @param template what the Secret has beside its values
 */
public record FoundSealedSecret(
    String namespace,
    String name,
    Scope scope,
    Scope templateScope,
    SortedMap<String, SealedValue> values,
    SortedSet<String> unreadable,
    SortedSet<String> plain,
    boolean hasDeprecatedData,
    SecretTemplate template) {
  private static final String METADATA = "metadata";
  private static final String ANNOTATIONS = "annotations";

  /**
   * What an object says.
   *
   * @throws SealError when it is no SealedSecret
   */
  public static FoundSealedSecret read(GenericKubernetesResource object) {
    if (!isOne(object)) {
      throw new SealError(
          Reason.DOCUMENT_MALFORMED,
          "no %s of %s".formatted(SealedSecretDocument.KIND, SealedSecretDocument.API_VERSION));
    }
    ObjectMeta metadata = Objects.requireNonNullElseGet(object.getMetadata(), ObjectMeta::new);
    Map<?, ?> spec = map(object.getAdditionalProperties().get(SealedSecretDocument.SPEC));
    Map<?, ?> template = map(spec.get(SealedSecretDocument.TEMPLATE));
    Map<String, String> annotations = strings(metadata.getAnnotations());
    Map<?, ?> data = map(spec.get(SealedSecretDocument.ENCRYPTED_DATA));
    SortedMap<String, SealedValue> values = values(data, SealedWith.read(annotations));
    return new FoundSealedSecret(
        Objects.requireNonNullElse(metadata.getNamespace(), ""),
        Objects.requireNonNullElse(metadata.getName(), ""),
        Scope.of(annotations),
        Scope.of(strings(map(template.get(METADATA)).get(ANNOTATIONS))),
        values,
        without(keys(data), values.keySet()),
        keys(map(template.get("data"))),
        spec.get("data") != null,
        template(template));
  }

  private static SecretTemplate template(Map<?, ?> template) {
    Map<?, ?> metadata = map(template.get(METADATA));
    SortedMap<String, String> annotations = strings(metadata.get(ANNOTATIONS));
    annotations.keySet().removeAll(Scope.ANNOTATIONS);
    return new SecretTemplate(
        template.get("type") instanceof String type ? type : SecretTemplate.OPAQUE.type(),
        Boolean.TRUE.equals(template.get("immutable")),
        strings(metadata.get("labels")),
        annotations);
  }

  /** Whether an object is a SealedSecret by its kind. */
  public static boolean isOne(GenericKubernetesResource object) {
    return SealedSecretDocument.KIND.equals(object.getKind())
        && SealedSecretDocument.API_VERSION.equals(object.getApiVersion());
  }

  private static SortedMap<String, SealedValue> values(Map<?, ?> data, SealedWith known) {
    SortedMap<String, SealedValue> values = new TreeMap<>();
    strings(data).forEach((key, text) -> values.put(key, known.value(key, text)));
    values.values().removeIf(value -> !value.isWellFormed());
    return values;
  }

  private static SortedSet<String> without(SortedSet<String> keys, Set<String> these) {
    keys.removeAll(these);
    return keys;
  }

  private static SortedSet<String> keys(Map<?, ?> map) {
    return map.keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static SortedMap<String, String> strings(@Nullable Object value) {
    SortedMap<String, String> strings = new TreeMap<>();
    map(value)
        .forEach(
            (key, each) -> {
              if (each instanceof String text) {
                strings.put(key.toString(), text);
              }
            });
    return strings;
  }

  /** The keys that the Secret will have. */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>(values.keySet());
    keys.addAll(unreadable);
    keys.addAll(plain);
    return keys;
  }

  /** The key of the controller that a value is sealed to; empty where it is not known. */
  public Optional<String> sealedWith(String key) {
    return Optional.ofNullable(values.get(key)).flatMap(SealedValue::fingerprint);
  }
}
