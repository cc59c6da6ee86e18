package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * How the data of the pods is encrypted where it lies.
 *
 * @param keyRef the key that it is to be encrypted with
 */
public record DataEncryption(
    @Required
        @JsonPropertyDescription(
            "The EncryptionKey that every volume of the pods is to be encrypted with. Its"
                + " allowedNamespaces must select this namespace.")
        KeyReference keyRef) {}
