package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.network.Selectors;
import java.util.Optional;

/**
 * The namespaces that may refer to a resource that is in none.
 *
 * @param selector on their labels; absent where none may
 */
public record AllowedNamespaces(Optional<LabelSelector> selector) {

  /** Those that may refer to a key. */
  public static AllowedNamespaces of(EncryptionKeySpec spec) {
    return of(Optional.ofNullable(spec.allowedNamespaces()));
  }

  /** Those that may refer to a sink. */
  public static AllowedNamespaces of(AuditSinkSpec spec) {
    return of(Optional.ofNullable(spec.allowedNamespaces()));
  }

  private static AllowedNamespaces of(Optional<Selector> declared) {
    return new AllowedNamespaces(declared.map(Selector::asLabelSelector));
  }

  /** Whether it takes the labels of a namespace to tell. */
  public boolean dependOnLabels() {
    return selector.filter(it -> !it.equals(Selector.ALL.asLabelSelector())).isPresent();
  }

  /** Whether a namespace is one of them. */
  public boolean contain(Namespace namespace) {
    return selector
        .filter(allowed -> Selectors.matches(allowed, namespace.getMetadata().getLabels()))
        .isPresent();
  }
}
