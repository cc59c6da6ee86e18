package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/**
 * What applications are told of the key, in a ConfigMap of each allowed namespace.
 *
 * @param enabled whether there are such ConfigMaps
 */
public record KeyConfig(
    @Default("true") @JsonPropertyDescription("False: there are none.") @Nullable Boolean enabled) {
  /** Of the spec: there have to be namespaces for it. */
  static final String NEEDS_NAMESPACES =
      "!has(self.configMap) || !self.configMap.enabled || has(self.allowedNamespaces)";

  static final String NEEDS_NAMESPACES_MESSAGE =
      "configMap needs allowedNamespaces: without it there is no namespace for one";

  /** Whether there are such ConfigMaps. */
  public boolean isEnabled() {
    return enabled == null || enabled;
  }
}
