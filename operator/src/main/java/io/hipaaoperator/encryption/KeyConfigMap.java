package io.hipaaoperator.encryption;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Api;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the applications of a namespace need to use a key; its names are fit for an environment.
 * Whoever encrypts with the context of the namespace can only decrypt with it, and CloudTrail says
 * for which namespace a key was used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
final class KeyConfigMap {
  /** Key of the encryption context: the namespace. */
  static final String CONTEXT = Api.GROUP + "/namespace";

  private static final String ENDING = "-key";

  private KeyConfigMap() {}

  /** The ConfigMap of a key in a namespace. */
  static ConfigMap of(ClusterKey key, String namespace) {
    return new ConfigMapBuilder()
        .withMetadata(key.child(name(key)))
        .editMetadata()
        .withNamespace(namespace)
        .endMetadata()
        .withData(data(key, namespace))
        .build();
  }

  /** What it is called in every namespace. */
  static String name(ClusterKey key) {
    return key.name() + ENDING;
  }

  private static Map<String, String> data(ClusterKey key, String namespace) {
    return new TreeMap<>(
        Map.of(
            "KMS_KEY_ALIAS",
            key.spec().alias(),
            "KMS_KEY_ARN",
            key.arn(),
            "KMS_KEY_REGION",
            key.region(),
            "KMS_ENCRYPTION_CONTEXT",
            JsonNodeFactory.instance.objectNode().put(CONTEXT, namespace).toString()));
  }

  /** Whether an object is called like one of this key. */
  static boolean isCalledSo(HasMetadata object, ClusterKey key) {
    return object instanceof ConfigMap && object.getMetadata().getName().equals(name(key));
  }
}
