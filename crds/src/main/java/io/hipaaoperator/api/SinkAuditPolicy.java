package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * What the API server is to write to its audit log of the allowed namespaces, in a ConfigMap for
 * whoever runs the control plane.
 *
 * @param namespace namespace of the ConfigMap
 */
public record SinkAuditPolicy(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Namespace of the ConfigMap, for example kube-system.")
        String namespace) {}
