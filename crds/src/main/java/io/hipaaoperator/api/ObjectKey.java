package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * A value in a Secret or ConfigMap of the same namespace.
 *
 * @param name the object's name
 * @param key the value's key
 */
public record ObjectKey(
    @Required
        @Size(min = 1, max = 253)
        @Pattern(OBJECT)
        @JsonPropertyDescription("Name of the object.")
        String name,
    @Required @Size(min = 1, max = 253) @Pattern(KEY) @JsonPropertyDescription("Key of the value.")
        String key) {
  /** Names of Secrets and ConfigMaps. */
  static final String OBJECT = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

  /** Keys in them. */
  static final String KEY = "^[-._a-zA-Z0-9]+$";
}
