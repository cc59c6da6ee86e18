package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.external.ExternalPass;
import java.util.Optional;

/**
 * What one pass over a key saw and did.
 *
 * @param external what every such pass sees and does
 * @param region where the key is; empty when that is not known
 * @param seen the key, after the repairs; empty when there is an obstacle
 * @param proof whether the key works; empty when that was not tried
 */
record KeyPass(
    ExternalPass<KeyWrite> external,
    Optional<String> region,
    Optional<ObservedKey> seen,
    Optional<Proof> proof) {}
