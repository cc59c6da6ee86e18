package io.hipaaoperator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.seal.FoundSealedSecret;
import io.hipaaoperator.seal.RecoveryCopy;
import io.hipaaoperator.seal.SealedSecretDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of manifests has to do with SealedSecrets.
 *
 * @param sealed the SealedSecrets
 * @param copies their copies for a recovery key
 * @param plain Secrets with values in plain text, as namespace/name
 * @param needed keys that PhiWorkloads declare, by namespace/name of the Secret
 */
record SealManifests(
    List<FoundSealedSecret> sealed,
    List<RecoveryCopy> copies,
    List<String> plain,
    Map<String, Set<String>> needed) {
  private static final String NAMESPACE = "namespace";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is in these documents; kinds that play no part are passed over.
   *
   * @param asked namespace of objects which name none; without it that is {@code default}
   * @throws BadInput naming file, object and field
   */
  static SealManifests of(List<Document> documents, @Nullable String asked) {
    String namespace = Objects.requireNonNullElse(asked, "default");
    var found =
        new SealManifests(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    documents.forEach(document -> found.add(document, namespace));
    return found;
  }

  private void add(Document document, String namespace) {
    String type = document.version() + " " + document.kind();
    if (document.object() instanceof ObjectNode object) {
      located(document, object, namespace);
    }
    if (type.equals(SealedSecretDocument.API_VERSION + " " + SealedSecretDocument.KIND)) {
      sealed.add(sealed(document));
    } else if (type.equals("v1 ConfigMap")) {
      copy(document).ifPresent(copies::add);
    } else if (type.equals("v1 Secret")) {
      plain.addAll(plain(document));
    } else if (document.group().equals(Api.GROUP) && document.kind().equals("PhiWorkload")) {
      declared(document)
          .forEach(
              secret ->
                  needed
                      .computeIfAbsent(name(document, secret), name -> new TreeSet<>())
                      .addAll(keys(secret)));
    }
  }

  /** As an object that names no namespace is applied. */
  private static void located(Document document, ObjectNode object, String namespace) {
    if (object.path("metadata") instanceof ObjectNode metadata && !metadata.hasNonNull(NAMESPACE)) {
      metadata.put(NAMESPACE, namespace);
    } else if (!object.path("metadata").isObject()) {
      throw new BadInput(document.where() + "metadata: no object");
    }
  }

  private static FoundSealedSecret sealed(Document document) {
    return SealInput.telling(
        document.where(),
        () -> FoundSealedSecret.read(typed(document, GenericKubernetesResource.class)));
  }

  private static Optional<RecoveryCopy> copy(Document document) {
    return SealInput.telling(
        document.where(), () -> RecoveryCopy.read(typed(document, ConfigMap.class)));
  }

  /** Jackson's words would quote what is written there. */
  private static <T> T typed(Document document, Class<T> type) {
    try {
      return JSON.treeToValue(document.object(), type);
    } catch (JsonProcessingException e) {
      throw new BadInput(document.where() + "not of the form that Kubernetes gives it");
    }
  }

  private static List<String> plain(Document document) {
    boolean hasValue =
        Stream.of("data", "stringData").anyMatch(field -> !document.object().path(field).isEmpty());
    return hasValue ? List.of(place(document) + document.name()) : List.of();
  }

  private static Stream<JsonNode> declared(Document document) {
    return document.object().at("/spec/secrets").valueStream();
  }

  private static String name(Document document, JsonNode secret) {
    return place(document) + secret.path("name").asText();
  }

  private static String place(Document document) {
    return document.object().at("/metadata/namespace").asText() + "/";
  }

  private static Set<String> keys(JsonNode secret) {
    return secret
        .path("keys")
        .valueStream()
        .map(key -> key.path("name").asText())
        .collect(Collectors.toUnmodifiableSet());
  }
}
