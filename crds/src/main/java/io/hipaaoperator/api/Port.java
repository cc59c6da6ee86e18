package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * A port by number, range or name.
 *
 * @param port number 1 to 65535, or the name of a container port
 * @param endPort last port of a range that begins at port
 * @param protocol TCP unless declared otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.endPort) || (type(self.port) == int && self.endPort >= self.port)",
    message = "endPort needs a numeric port and must not be smaller than it",
    fieldPath = ".endPort")
public record Port(
    @Required @JsonPropertyDescription("Number from 1 to 65535, or the name of a container port.")
        IntOrString port,
    @Min(1) @Max(65535) @JsonPropertyDescription("Last port of a range that begins at port.")
        @Nullable Integer endPort,
    @Default("TCP") @JsonPropertyDescription("Default TCP.") @Nullable Protocol protocol) {

  /** The protocol, with the schema's default for objects that never passed an API server. */
  @Override
  public Protocol protocol() {
    return protocol == null ? Protocol.TCP : protocol;
  }

  /** Protocols that a NetworkPolicy knows. */
  public enum Protocol {
    TCP,
    UDP,
    SCTP
  }
}
