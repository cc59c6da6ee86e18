package io.hipaaoperator.seal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where a sealed value may be opened. We seal {@link #STRICT} alone, and read all three. */
public enum Scope {
  /** Under one name in one namespace. */
  STRICT,
  /** Under any name in one namespace. */
  NAMESPACE_WIDE,
  /** Anywhere, so by whoever may create a SealedSecret in any namespace. */
  CLUSTER_WIDE;

  /** Annotation that makes it {@link #NAMESPACE_WIDE} when it is "true". */
  public static final String NAMESPACE_ANNOTATION = "sealedsecrets.bitnami.com/namespace-wide";

  /** Annotation that makes it {@link #CLUSTER_WIDE} when it is "true"; it beats the other. */
  public static final String CLUSTER_ANNOTATION = "sealedsecrets.bitnami.com/cluster-wide";

  static final Set<String> ANNOTATIONS = Set.of(NAMESPACE_ANNOTATION, CLUSTER_ANNOTATION);

  private static final String YES = "true";

  /** The scope that annotations ask for, as the controller reads them. */
  public static Scope of(Map<String, String> annotations) {
    if (YES.equals(annotations.get(CLUSTER_ANNOTATION))) {
      return CLUSTER_WIDE;
    }
    return YES.equals(annotations.get(NAMESPACE_ANNOTATION)) ? NAMESPACE_WIDE : STRICT;
  }

  /** As kubeseal calls it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the ciphertext is bound to: the label of RSA-OAEP. */
  byte[] label(String namespace, String name) {
    String label =
        switch (this) {
          case STRICT -> namespace + "/" + name;
          case NAMESPACE_WIDE -> namespace;
          case CLUSTER_WIDE -> "";
        };
    return label.getBytes(StandardCharsets.UTF_8);
  }
}
