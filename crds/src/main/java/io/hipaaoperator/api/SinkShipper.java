package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Fluent Bit needs to send the logs of a namespace's containers to the sink, in a ConfigMap
 * of that namespace.
 *
 * @param enabled whether there are such ConfigMaps
 * @param namespaces which of the allowed namespaces have one
 */
public record SinkShipper(
    @Default("true") @JsonPropertyDescription("False: there are none.") @Nullable Boolean enabled,
    @JsonPropertyDescription(
            "Which of the allowed namespaces have one, by their labels. Default all of them.")
        @Nullable Selector namespaces) {

  /** Whether there are such ConfigMaps. */
  public boolean isEnabled() {
    return enabled == null || enabled;
  }

  /** Those of the allowed namespaces that have one; all where nothing was declared. */
  public Selector selector() {
    return Optional.ofNullable(namespaces).orElse(Selector.ALL);
  }
}
