package io.hipaaoperator.encryption;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.DataKeySpec.KeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ConfigMap with the data key of a namespace; its names are fit for an environment. It has no
 * owner: what is encrypted with the data key is lost without it, so it outlives its EncryptionKey.
 */
final class DataKeyMap {
  private static final String ENDING = "-datakey";
  private static final String CIPHERTEXT = "KMS_DATA_KEY";
  private static final String SPEC = "KMS_DATA_KEY_SPEC";
  private static final String ARN = "KMS_DATA_KEY_ARN";
  private static final String REGION = "KMS_DATA_KEY_REGION";
  private static final String CONTEXT = "KMS_DATA_KEY_CONTEXT";

  private static final Set<String> ENTRIES = Set.of(CIPHERTEXT, SPEC, ARN, REGION, CONTEXT);

  /** Where in an ARN the region is. */
  private static final int REGION_PART = 3;

  /** Four times as long as AWS makes one: what is longer is none, and the status has no room. */
  private static final int LONGEST = 1024;

  /** As many bytes has a key in plain text at most, which must not get into the status. */
  private static final int PLAIN = 64;

  private static final Set<String> KNOWN_SPECS =
      Arrays.stream(KeySpec.values()).map(KeySpec::name).collect(Collectors.toSet());

  private DataKeyMap() {}

  /** The ConfigMap of a data key. */
  static ConfigMap of(ClusterKey key, DataKey dataKey) {
    return new ConfigMapBuilder()
        .withMetadata(key.child(name(key.name())))
        .editMetadata()
        .withNamespace(dataKey.namespace())
        .withOwnerReferences(List.of())
        .endMetadata()
        .withImmutable(true)
        .withData(data(dataKey))
        .build();
  }

  /** What those of an EncryptionKey of this name are called in every namespace. */
  static String name(String key) {
    return key + ENDING;
  }

  /** The encryption context that the data key of a namespace is bound to. */
  static Map<String, String> context(ClusterKey key, String namespace) {
    return new TreeMap<>(Map.of(Api.ENCRYPTION_KEY, key.name(), KeyConfigMap.CONTEXT, namespace));
  }

  /** The same as JSON. */
  static String contextJson(ClusterKey key, String namespace) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    context(key, namespace).forEach(json::put);
    return json.toString();
  }

  private static Map<String, String> data(DataKey of) {
    return new TreeMap<>(
        Map.of(
            CIPHERTEXT,
            of.ciphertext(),
            SPEC,
            of.keySpec(),
            ARN,
            of.keyArn(),
            REGION,
            of.keyArn().split(":", -1)[REGION_PART],
            CONTEXT,
            of.context()));
  }

  /** Whether this is what one of any key is called among the children of that. */
  static boolean isNameOfOne(String child) {
    return child.endsWith(ENDING);
  }

  /** Whether an object is called like one of this key. */
  static boolean isCalledSo(HasMetadata object, ClusterKey key) {
    return object instanceof ConfigMap && object.getMetadata().getName().equals(name(key.name()));
  }

  /** Whether an object bears the labels that we give those of this key. */
  static boolean isMarked(HasMetadata object, ClusterKey key) {
    Map<String, String> labels =
        Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
    return Api.MANAGER.equals(labels.get(Api.MANAGED_BY))
        && key.name().equals(labels.get(Api.ENCRYPTION_KEY));
  }

  /** Whether its ciphertext is decrypted with the key and the context of this one. */
  static boolean isBoundAs(ConfigMap map, DataKey one) {
    return one.keyArn().equals(text(map).get(ARN)) && one.context().equals(text(map).get(CONTEXT));
  }

  /** Whether it has a data key that the key of this ARN encrypted, whoever made it. */
  static boolean isOf(ConfigMap map, String arn) {
    return arn.equals(text(map).get(ARN)) && ciphertext(map).isPresent();
  }

  /** Whether there is nothing in it but what is said of a data key. */
  static boolean hasNothingElse(ConfigMap map) {
    return ENTRIES.containsAll(text(map).keySet())
        && Objects.requireNonNullElse(map.getBinaryData(), Map.of()).isEmpty();
  }

  /** Whether nothing is in it that could get lost. */
  static boolean isBlank(ConfigMap map) {
    return text(map).isEmpty()
        && Objects.requireNonNullElse(map.getBinaryData(), Map.of()).isEmpty();
  }

  /** The ciphertext in it, if it may be one. */
  static Optional<String> ciphertext(ConfigMap map) {
    return Optional.ofNullable(text(map).get(CIPHERTEXT)).filter(DataKeyMap::isCiphertext);
  }

  private static boolean isCiphertext(String text) {
    try {
      return text.length() <= LONGEST && Base64.getDecoder().decode(text).length > PLAIN;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The data key in a ConfigMap that was made for this key, and for its namespace. */
  static Optional<DataKey> read(ConfigMap map, ClusterKey key) {
    String namespace = map.getMetadata().getNamespace();
    Map<String, String> data = text(map);
    boolean isOurs =
        isMarked(map, key)
            && key.arn().equals(data.get(ARN))
            && contextJson(key, namespace).equals(data.get(CONTEXT))
            && KNOWN_SPECS.contains(data.getOrDefault(SPEC, ""));
    return ciphertext(map)
        .filter(_ -> isOurs)
        .map(
            found ->
                new DataKey(
                    namespace,
                    found,
                    data.getOrDefault(SPEC, ""),
                    key.arn(),
                    contextJson(key, namespace),
                    map.getMetadata().getCreationTimestamp(),
                    List.of()));
  }

  private static Map<String, String> text(ConfigMap map) {
    return Objects.requireNonNullElse(map.getData(), Map.of());
  }
}
