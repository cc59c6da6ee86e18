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

  /** Whether there are such ConfigMaps. */
  public boolean isEnabled() {
    return enabled == null || enabled;
  }
}
