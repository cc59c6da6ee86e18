package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.network.Selectors;
import java.util.Optional;

/**
 * The namespaces that may refer to a key.
 *
 * @param selector on their labels; absent where none may
 */
public record AllowedNamespaces(Optional<LabelSelector> selector) {

  /** Those that a spec allows. */
  public static AllowedNamespaces of(EncryptionKeySpec spec) {
    return new AllowedNamespaces(
        Optional.ofNullable(spec.allowedNamespaces()).map(Selector::asLabelSelector));
  }

  /** Whether a namespace is one of them. */
  public boolean contain(Namespace namespace) {
    return selector
        .filter(allowed -> Selectors.matches(allowed, namespace.getMetadata().getLabels()))
        .isPresent();
  }
}
