package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hipaaoperator.seal.SealError.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SampleKey OTHER = SampleKey.of(2048);
  private static final SealingCertificate CERTIFICATE = SealingCertificate.parse(KEY.certificate());
  private static final Unsealer UNSEALER = new Unsealer(RecoveryKey.parse(KEY.privateKey()));

  private static SealedValue seal(byte[] value) {
    return new Sealer(CERTIFICATE, "clinic", "db").seal(value);
  }

  private static String sealed(String value) {
    return seal(value.getBytes(StandardCharsets.UTF_8)).ciphertext();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 4096, Sealer.MOST_BYTES})
  void whatIsSealedOpens(int length) {
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) 7);
    SealedValue sealed = seal(value);
    assertThat(sealed.keyBits()).isEqualTo(2048);
    assertThat(sealed.fingerprint()).contains(CERTIFICATE.fingerprint());
    assertThat(Base64.getDecoder().decode(sealed.ciphertext())).hasSize(2 + 256 + length + 16);
    try (var opened = UNSEALER.unseal(sealed.ciphertext(), Scope.STRICT, "clinic", "db")) {
      assertThat(opened.bytes()).isEqualTo(value);
    }
  }

  @Test
  void theSameValueIsNeverTheSameCiphertext() {
    assertThat(sealed("x")).isNotEqualTo(sealed("x"));
  }

  @Test
  void itOpensUnderNoOtherNameNamespaceScopeOrKey() {
    String sealed = sealed("s3cret");
    assertClosed(UNSEALER, sealed, Scope.STRICT, "clinic", "other");
    assertClosed(UNSEALER, sealed, Scope.STRICT, "other", "db");
    assertClosed(UNSEALER, sealed, Scope.NAMESPACE_WIDE, "clinic", "db");
    assertClosed(UNSEALER, sealed, Scope.CLUSTER_WIDE, "clinic", "db");
    Unsealer other = new Unsealer(RecoveryKey.parse(OTHER.privateKey()));
    assertClosed(other, sealed, Scope.STRICT, "clinic", "db");
    assertClosed(new Unsealer(List.of()), sealed, Scope.STRICT, "clinic", "db");
  }

  private static void assertClosed(
      Unsealer unsealer, String sealed, Scope scope, String namespace, String name) {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> unsealer.unseal(sealed, scope, namespace, name))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_OPENED))
        .withMessageNotContaining("s3cret");
  }

  @Test
  void eachKeyIsTried() {
    var keys =
        List.of(
            RecoveryKey.parse(OTHER.privateKey()).key(), RecoveryKey.parse(KEY.privateKey()).key());
    try (var opened =
        new Unsealer(List.copyOf(keys)).unseal(sealed("x"), Scope.STRICT, "clinic", "db")) {
      assertThat(opened.bytes()).containsExactly('x');
    }
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void eachScopeIsRead(Scope scope) {
    byte[] envelope =
        Envelope.seal(
            KEY.publicKey(), scope.label("clinic", "db"), new byte[] {1}, new SecureRandom());
    String sealed = Base64.getMimeEncoder().encodeToString(envelope);
    try (var opened = UNSEALER.unseal(sealed, scope, "clinic", "db")) {
      assertThat(opened.bytes()).containsExactly(1);
    }
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> seal(new byte[Sealer.MOST_BYTES + 1]))
        .withMessage("value: longer than 1048576 bytes");
  }

  /** A slash in either would let two places share a label. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "A", "-a", "a ", "a\n", "\u00e4"})
  void namesAreThoseOfKubernetes(String name) {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> new Sealer(CERTIFICATE, name, "db"))
        .withMessageStartingWith("namespace: ");
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> new Sealer(CERTIFICATE, "clinic", name))
        .withMessageStartingWith("name: ");
    assertThat(new Sealer(CERTIFICATE, "clinic", "a.b-c.d")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!", "AAAA", "AQAA", "AgB="})
  void whatIsNoCiphertextIsRefused(String text) {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> UNSEALER.unseal(text, Scope.STRICT, "clinic", "db"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CIPHERTEXT_MALFORMED));
    assertThat(new SealedValue(text, Optional.empty()).isWellFormed()).isFalse();
  }
}
