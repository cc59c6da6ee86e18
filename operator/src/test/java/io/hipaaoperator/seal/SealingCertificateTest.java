package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hipaaoperator.seal.SealError.Reason;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SealingCertificateTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SampleKey OTHER = SampleKey.of(2048);
  private static final Instant NOW = SampleKey.NOW;

  @Test
  void aCertificateThatNobodyIssuedIsRead() {
    SealingCertificate certificate = SealingCertificate.parse(KEY.certificate());
    assertThat(certificate.key()).isEqualTo(KEY.publicKey());
    assertThat(certificate.notBefore()).isEqualTo("2026-11-28T00:00:00Z");
    assertThat(certificate.notAfter()).isEqualTo("2026-11-29T00:00:00Z");
    assertThat(certificate.validAt(NOW)).isSameAs(certificate);
  }

  @Test
  void theFirstOfSeveralWins() {
    String text = "# of the controller\n" + KEY.certificate() + OTHER.certificate();
    assertThat(SealingCertificate.parse(text).key()).isEqualTo(KEY.publicKey());
    String after = OTHER.privateKey() + KEY.certificate();
    assertThat(SealingCertificate.parse(after).key()).isEqualTo(KEY.publicKey());
    String windows = KEY.certificate().replace("\n", "\r\n");
    assertThat(SealingCertificate.parse(windows).key()).isEqualTo(KEY.publicKey());
  }

  @Test
  void theFingerprintIsThatOfOpenSsh() throws Exception {
    var modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    var key =
        (RSAPublicKey)
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65_537)));
    assertThat(new SealingCertificate(key, NOW, NOW).fingerprint())
        .isEqualTo("SHA256:Js2Dxmvn6q4imp7p4HPS1bOZqtUEaZ+i6v/mfPXmBbc");
  }

  @Test
  void whatIsOverOrHasNotBegunIsRefused() {
    SealingCertificate certificate = SealingCertificate.parse(KEY.certificate());
    assertRefused(
        Reason.CERTIFICATE_EXPIRED,
        "expired at 2026-11-29T00:00:00Z",
        () -> certificate.validAt(Instant.parse("2026-11-29T00:00:01Z")));
    assertRefused(
        Reason.CERTIFICATE_NOT_YET_VALID,
        "not valid before 2026-11-28T00:00:00Z",
        () -> certificate.validAt(NOW.minus(Duration.ofDays(1))));
  }

  /** The controller made it a moment ago, by a clock that is ahead. */
  @Test
  void clocksNeedNotAgreeToTheSecond() {
    SealingCertificate certificate = SealingCertificate.parse(KEY.certificate());
    assertThat(certificate.validAt(Instant.parse("2026-11-27T23:58:00Z"))).isNotNull();
  }

  @Test
  void aKeyThatIsNotFitIsRefused() {
    assertRefused(
        Reason.CERTIFICATE_UNFIT,
        "1024 bits",
        () -> SealingCertificate.parse(SampleKey.of(1024).certificate()));
    assertRefused(
        Reason.CERTIFICATE_UNFIT,
        "no RSA key",
        () -> SealingCertificate.parse(SampleKey.of("EC", 256).certificate()));
    assertRefused(
        Reason.CERTIFICATE_UNFIT,
        "no RSA key",
        () -> SealingCertificate.parse(SampleKey.of("RSASSA-PSS", 2048).certificate()));
  }

  /** With 1 for an exponent a ciphertext would hide nothing. */
  @Test
  void aKeyThatHidesNothingIsRefused() throws Exception {
    for (int exponent : new int[] {3, 65_538}) {
      var numbers =
          new RSAPublicKeySpec(KEY.publicKey().getModulus(), BigInteger.valueOf(exponent));
      var key = KeyFactory.getInstance("RSA").generatePublic(numbers);
      String pem = SampleKey.pem("CERTIFICATE", KEY.der(key, NOW, NOW));
      assertRefused(
          Reason.CERTIFICATE_UNFIT, "not one that is safe", () -> SealingCertificate.parse(pem));
    }
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    for (String text :
        new String[] {
          "",
          "hello",
          "-----BEGIN CERTIFICATE-----",
          KEY.privateKey(),
          KEY.certificate().replace("-----END", "-----"),
          SampleKey.pem("CERTIFICATE", new byte[] {0x30, 0}),
          SampleKey.pem("CERTIFICATE", new byte[100_000]),
          SampleKey.pem("CERTIFICATE", KEY.secret().getEncoded()),
          "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----"
        }) {
      assertRefused(
          Reason.CERTIFICATE_MALFORMED, "certificate", () -> SealingCertificate.parse(text));
    }
  }

  private static void assertRefused(Reason reason, String words, ThrowingCallable parse) {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(parse)
        .withMessageContaining(words)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
