package io.hipaaoperator.encryption;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.apiserver.ControlPlaneFiles;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;

/** The Secret with what has to be installed so that the API server encrypts with a key. */
final class ApiServerSecret {
  private static final String ENDING = "-apiserver-encryption";

  private ApiServerSecret() {}

  /** The Secret of a key in a namespace. */
  static Secret of(ClusterKey key, ApiServerEncryption declared, String namespace) {
    return new SecretBuilder()
        .withMetadata(key.child(name(key)))
        .editMetadata()
        .withNamespace(namespace)
        .endMetadata()
        .withType("Opaque")
        .withData(
            encoded(new ControlPlaneFiles(key.name(), declared, key.arn(), key.region()).byName()))
        .build();
  }

  /** What it is called. */
  static String name(ClusterKey key) {
    return key.name() + ENDING;
  }

  /** Whether an object is called like that of this key. */
  static boolean isCalledSo(HasMetadata object, ClusterKey key) {
    return object instanceof Secret && object.getMetadata().getName().equals(name(key));
  }

  private static Map<String, String> encoded(Map<String, String> files) {
    return files.entrySet().stream()
        .collect(
            toMap(Entry::getKey, file -> encoded(file.getValue()), (one, _) -> one, TreeMap::new));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
