package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hipaaoperator.seal.SealError.Reason;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
  private static final SampleKey KEY = SampleKey.of(2048);

  @Test
  void bothFormsOfPemAreRead() throws Exception {
    String fingerprint = SealingCertificate.parse(KEY.certificate()).fingerprint();
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(KEY.secret().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    for (String pem :
        new String[] {
          KEY.privateKey(),
          KEY.certificate() + KEY.privateKey(),
          SampleKey.pem("RSA PRIVATE KEY", pkcs1)
        }) {
      RecoveryKey key = RecoveryKey.parse(pem);
      assertThat(key.fingerprint()).isEqualTo(fingerprint);
      assertThat(key).hasToString("recovery key " + fingerprint);
    }
  }

  @Test
  void whatIsNoPrivateKeyIsRefusedWithoutAWordOfIt() {
    for (String text :
        new String[] {
          "",
          KEY.certificate(),
          SampleKey.of("EC", 256).privateKey(),
          SampleKey.pem("EC PRIVATE KEY", new byte[] {1}),
          SampleKey.pem("PRIVATE KEY", new byte[] {1}),
          SampleKey.pem("RSA PRIVATE KEY", new byte[] {1}),
          SampleKey.pem("ENCRYPTED PRIVATE KEY", KEY.secret().getEncoded()),
          KEY.privateKey().substring(0, 800)
        }) {
      assertThatExceptionOfType(SealError.class)
          .isThrownBy(() -> RecoveryKey.parse(text))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.KEY_MALFORMED))
          .withMessageMatching("recovery key: [a-z ,#;A-Z]+");
    }
  }
}
