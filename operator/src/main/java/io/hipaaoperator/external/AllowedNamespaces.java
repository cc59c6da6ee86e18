package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.AuditSinkSpec;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.network.Selectors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The namespaces that may refer to a resource that is in none.
 *
 * @param selector on their labels; absent where none may
 * @param narrower another one that they have to meet as well
 */
public record AllowedNamespaces(
    Optional<LabelSelector> selector, Optional<LabelSelector> narrower) {

  /** Those that may refer to a key. */
  public static AllowedNamespaces of(EncryptionKeySpec spec) {
    return of(Optional.ofNullable(spec.allowedNamespaces()));
  }

  /** Those that may refer to a sink. */
  public static AllowedNamespaces of(AuditSinkSpec spec) {
    return of(Optional.ofNullable(spec.allowedNamespaces()));
  }

  private static AllowedNamespaces of(Optional<Selector> declared) {
    return new AllowedNamespaces(declared.map(Selector::asLabelSelector), Optional.empty());
  }

  /** Those of them that another selector selects as well. */
  public AllowedNamespaces among(Selector narrower) {
    return new AllowedNamespaces(selector, Optional.of(narrower.asLabelSelector()));
  }

  /**
   * Whether a namespace comes that is one of them, or from now on is one or no longer is.
   *
   * @param states the namespace as it was, and as it is; only one where it comes or goes
   */
  public boolean turn(List<Namespace> states) {
    boolean now = contain(states.getLast());
    return states.size() == 1 ? now : now != contain(states.getFirst());
  }

  /** Whether it takes the labels of a namespace to tell. */
  public boolean dependOnLabels() {
    return selector.filter(it -> !it.equals(Selector.ALL.asLabelSelector())).isPresent();
  }

  /** Whether a namespace is one of them. */
  public boolean contain(Namespace namespace) {
    return selector.isPresent()
        && Stream.concat(selector.stream(), narrower.stream())
            .allMatch(one -> Selectors.matches(one, namespace.getMetadata().getLabels()));
  }
}
