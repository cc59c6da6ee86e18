package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the Secret has beside its values.
 *
 * @param type such as {@code Opaque} or {@code kubernetes.io/tls}
 * @param isImmutable whether nobody may change its values, not even by a new SealedSecret
 * @param labels its labels
 * @param annotations its annotations, without those that hold a copy of the object, values and all
 */
public record SecretTemplate(
    String type,
    boolean isImmutable,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations) {
  /** A Secret of any keys. */
  public static final SecretTemplate OPAQUE = new SecretTemplate("Opaque", false, Map.of());

  /** Others keep the whole object in these, or take what bears these for their own. */
  private static final Set<String> NOT_COPIED =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          "kubecfg.ksonnet.io/last-applied-configuration",
          "argocd.argoproj.io/tracking-id");

  /**
   * A template.
   *
   * @throws SealError when the annotations ask for more than strict scope
   */
  public SecretTemplate {
    labels = new TreeMap<>(labels);
    annotations =
        annotations.entrySet().stream()
            .filter(each -> !NOT_COPIED.contains(each.getKey()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    if (Scope.of(annotations) != Scope.STRICT) {
      throw new SealError(
          Reason.UNSEALABLE,
          "annotations: ask for more than strict scope; a Secret is sealed for its own name and"
              + " namespace alone");
    }
    annotations.keySet().removeAll(Scope.ANNOTATIONS);
  }

  /** A template with labels and no annotation. */
  public SecretTemplate(String type, boolean isImmutable, Map<String, String> labels) {
    this(type, isImmutable, new TreeMap<>(labels), new TreeMap<>());
  }

  /** As it stands in {@code spec.template}. */
  Map<String, Object> map(String namespace, String name) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    put(metadata, "labels", labels);
    put(metadata, "annotations", annotations);
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("metadata", metadata);
    template.put("type", type);
    if (isImmutable) {
      template.put("immutable", true);
    }
    return template;
  }

  private static void put(Map<String, Object> metadata, String field, Map<String, String> map) {
    if (!map.isEmpty()) {
      metadata.put(field, new LinkedHashMap<>(map));
    }
  }
}
