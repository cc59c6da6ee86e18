package io.hipaaoperator.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.seal.SealError.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The same values once more, sealed to an offline recovery key, for the day on which the
 * controller's keys are lost. A SealedSecret beside the first would be one that the controller
 * can't open, and in an annotation of the first there is room for 256 KiB with all else; so it is a
 * ConfigMap that holds a whole SealedSecret as text, which kubeseal opens as well.
 *
 * @param fingerprint of the recovery key
 * @param digest of the ciphertexts that it is a copy of
 * @param sealed the values, sealed to the recovery key under the same namespace and name
 */
public record RecoveryCopy(String fingerprint, String digest, FoundSealedSecret sealed) {
  /** Key of the ConfigMap with the SealedSecret. */
  public static final String DOCUMENT = "sealedsecret.json";

  /** Annotation with the fingerprint of the recovery key. */
  public static final String KEY_ANNOTATION = Api.GROUP + "/recovery-key";

  /** Annotation with a digest of the ciphertexts that it is a copy of. */
  public static final String OF_ANNOTATION = Api.GROUP + "/recovery-of";

  /** Bytes of a ConfigMap's data, as Kubernetes limits it. */
  static final int MOST_BYTES = 1 << 20;

  private static final String ENDING = "-recovery";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The ConfigMap with a copy. Who applies it adds labels and an owner.
   *
   * @param original what the controller opens
   * @param recovery sealed to this key
   * @param values the values of the original, left to their owner to wipe
   * @throws SealError when it does not fit into a ConfigMap
   */
  public static ConfigMap of(
      SealedSecretDocument original, SealingCertificate recovery, Map<String, byte[]> values) {
    var sealer = new Sealer(recovery, original.namespace(), original.name());
    String document = json(SealedSecretDocument.seal(sealer, original.template(), values).object());
    if (document.length() > MOST_BYTES) {
      throw new SealError(
          Reason.UNSEALABLE,
          "data: too long for a recovery copy, which has %d bytes at most".formatted(MOST_BYTES));
    }
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(Names.name(name(original.name())))
        .withNamespace(original.namespace())
        .addToAnnotations(KEY_ANNOTATION, recovery.fingerprint())
        .addToAnnotations(OF_ANNOTATION, digest(original.values()))
        .endMetadata()
        .addToData(DOCUMENT, document)
        .build();
  }

  /** What the copy of a Secret is called. */
  public static String name(String secret) {
    return secret + ENDING;
  }

  /**
   * The copy in a ConfigMap; empty where it is none.
   *
   * @throws SealError when it is one that can't be read
   */
  public static Optional<RecoveryCopy> read(ConfigMap map) {
    ObjectMeta metadata = Objects.requireNonNullElseGet(map.getMetadata(), ObjectMeta::new);
    Map<String, String> annotations =
        Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
    Map<String, String> data = Objects.requireNonNullElse(map.getData(), Map.<String, String>of());
    return Optional.ofNullable(annotations.get(KEY_ANNOTATION))
        .map(
            fingerprint ->
                new RecoveryCopy(
                    fingerprint,
                    Objects.requireNonNullElse(annotations.get(OF_ANNOTATION), ""),
                    FoundSealedSecret.read(
                        object(Objects.requireNonNullElse(data.get(DOCUMENT), "")))));
  }

  private static GenericKubernetesResource object(String json) {
    try {
      return JSON.readValue(json, GenericKubernetesResource.class);
    } catch (JsonProcessingException e) {
      throw new SealError(Reason.DOCUMENT_MALFORMED, "data.%s: no object".formatted(DOCUMENT));
    }
  }

  private static String json(GenericKubernetesResource object) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text are JSON", e);
    }
  }

  /** Whether it is a copy of these ciphertexts, and not of those before or after them. */
  public boolean isOf(FoundSealedSecret original) {
    return original.namespace().equals(sealed.namespace())
        && original.name().equals(sealed.name())
        && digest.equals(digest(original.values()));
  }

  private static String digest(SortedMap<String, SealedValue> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> text.append(key).append(' ').append(value.ciphertext()).append('\n'));
    byte[] digest = Fingerprint.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    return "sha256:" + HexFormat.of().formatHex(digest);
  }
}
