package io.hipaaoperator.secret;

import static java.util.Collections.unmodifiableSortedMap;

import io.hipaaoperator.api.SecretKey;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The ciphertexts of a Secret at one time. One that was written never changes.
 *
 * @param number from 1 on
 * @param keys by name
 */
record SecretRevision(long number, SortedMap<String, SealedKey> keys) {
  SecretRevision {
    keys = unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Whether a SealedSecret has these ciphertexts, and no other. */
  boolean isIn(Optional<SealedSecret> sealed) {
    return sealed.filter(it -> it.encryptedData().equals(encryptedData())).isPresent();
  }

  /**
   * What a SealedSecret has. A ciphertext is bound to namespace and name of the Secret, not to its
   * key: the value before a rotation opens under another key without being sealed anew.
   */
  Map<String, String> encryptedData() {
    Map<String, String> data = new TreeMap<>();
    keys.forEach(
        (name, key) -> {
          data.put(name, key.ciphertext());
          key.previous().ifPresent(before -> data.put(name + SecretKey.PREVIOUS, before));
        });
    return data;
  }
}
