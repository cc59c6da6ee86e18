package io.hipaaoperator.secret;

import java.time.Instant;
import java.util.Optional;

/**
 * A value that was sealed.
 *
 * @param ciphertext as a SealedSecret has it
 * @param generation the rotation that it was made for
 * @param sealedAt when it was made; empty where that is not known, since its revision was lost
 * @param certificate fingerprint of the key it was sealed with; empty where that is not known
 * @param previous ciphertext of the value before
 */
record SealedKey(
    String ciphertext,
    int generation,
    Optional<Instant> sealedAt,
    Optional<String> certificate,
    Optional<String> previous) {}
