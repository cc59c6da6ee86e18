package io.hipaaoperator.seal;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.seal.SealError.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A SealedSecret to be written, of strict scope: it bears no annotation that makes it wider. Its
 * annotation {@value SealedWith#ANNOTATION} says which key each value is sealed to.
 *
 * @param namespace of the Secret
 * @param name of the Secret, and its own
 * @param template what the Secret has beside its values
 * @param values by their key in the Secret
 */
public record SealedSecretDocument(
    String namespace, String name, SecretTemplate template, SortedMap<String, SealedValue> values) {
  /** Of the kind. */
  public static final String API_VERSION = "bitnami.com/v1alpha1";

  /** The kind. */
  public static final String KIND = "SealedSecret";

  static final String SPEC = "spec";
  static final String TEMPLATE = "template";
  static final String ENCRYPTED_DATA = "encryptedData";

  /**
   * A document.
   *
   * @throws SealError when a name is not one that Kubernetes takes, or there is no value
   */
  public SealedSecretDocument {
    Names.namespace(namespace);
    Names.name(name);
    values = new TreeMap<>(values);
    values.keySet().forEach(Names::key);
    if (values.isEmpty()) {
      throw new SealError(Reason.UNSEALABLE, "data: no value to seal");
    }
  }

  /**
   * A document of values that are sealed now. They are left to their owner to wipe.
   *
   * @throws SealError when a name is not one that Kubernetes takes, or there is no value
   */
  public static SealedSecretDocument seal(
      Sealer sealer, SecretTemplate template, Map<String, byte[]> values) {
    SortedMap<String, SealedValue> sealed = new TreeMap<>();
    values.forEach((key, value) -> sealed.put(Names.key(key), sealer.seal(value)));
    return new SealedSecretDocument(sealer.namespace(), sealer.name(), template, sealed);
  }

  /** The object. Who applies it adds labels and an owner. */
  public GenericKubernetesResource object() {
    var object = new GenericKubernetesResource();
    object.setApiVersion(API_VERSION);
    object.setKind(KIND);
    object.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(namespace)
            .addToAnnotations(SealedWith.of(values).annotations())
            .build());
    object.setAdditionalProperty(SPEC, spec());
    return object;
  }

  private Map<String, Object> spec() {
    Map<String, Object> data = new LinkedHashMap<>();
    values.forEach((key, value) -> data.put(key, value.ciphertext()));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(ENCRYPTED_DATA, data);
    spec.put(TEMPLATE, template.map(namespace, name));
    return spec;
  }
}
