package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens sealed values with private keys, each in turn as the controller does: a ciphertext does not
 * say which key it is for.
 */
public final class Unsealer {
  private final List<RSAPrivateKey> keys;

  /** An unsealer with these keys. */
  public Unsealer(List<RSAPrivateKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** An unsealer with several recovery keys. */
  public static Unsealer withAll(List<RecoveryKey> keys) {
    return new Unsealer(keys.stream().<RSAPrivateKey>map(RecoveryKey::key).toList());
  }

  /** An unsealer with one key. */
  public Unsealer(RecoveryKey key) {
    this(List.of(key.key()));
  }

  /**
   * The value, which the caller closes.
   *
   * @param ciphertext base64, as it stands in {@code spec.encryptedData}
   * @throws SealError when it is no ciphertext, or no key opens it
   */
  public SecretValue unseal(String ciphertext, Scope scope, String namespace, String name) {
    byte[] envelope = new SealedValue(ciphertext, Optional.empty()).envelope();
    byte[] label = scope.label(namespace, name);
    return keys.stream()
        .flatMap(key -> open(key, label, envelope).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new SealError(
                    Reason.NOT_OPENED,
                    "no key opens it: it is sealed to another key, or for another name, namespace"
                        + " or scope, or it was changed"));
  }

  /**
   * Everything in a SealedSecret; the caller closes each value.
   *
   * @throws SealError naming the key whose value no key opens; what was opened before is wiped
   */
  public SortedMap<String, SecretValue> unseal(FoundSealedSecret found) {
    SortedMap<String, SecretValue> opened = new TreeMap<>();
    try {
      found.values().forEach((key, value) -> opened.put(key, unseal(key, value, found)));
      return opened;
    } catch (SealError e) {
      opened.values().forEach(SecretValue::close);
      throw e;
    }
  }

  private SecretValue unseal(String key, SealedValue value, FoundSealedSecret found) {
    try {
      return unseal(value.ciphertext(), found.scope(), found.namespace(), found.name());
    } catch (SealError e) {
      throw new SealError(e.reason(), key + ": " + e.getMessage());
    }
  }

  /** A provider may trip over a changed ciphertext in its own ways. */
  private static Optional<SecretValue> open(RSAPrivateKey key, byte[] label, byte[] envelope) {
    try {
      return Optional.of(new SecretValue(Envelope.open(key, label, envelope)));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
