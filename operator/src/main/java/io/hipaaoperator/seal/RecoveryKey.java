package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A private RSA key that opens what was sealed to its certificate. */
public final class RecoveryKey {
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";

  private final RSAPrivateCrtKey key;

  private RecoveryKey(RSAPrivateCrtKey key) {
    this.key = key;
  }

  /**
   * The first private key of a text in PEM, PKCS #8 or PKCS #1, without a passphrase.
   *
   * @throws SealError when there is none that can be read
   */
  public static RecoveryKey parse(String pem) {
    Pem block = Pem.first(pem, PKCS8).orElseThrow(() -> malformed("no private key in PEM"));
    if (block.kind().startsWith("ENCRYPTED") || block.content().contains("ENCRYPTED")) {
      throw malformed("has a passphrase; take it off with openssl pkey, away from any network");
    }
    if (!block.kind().equals(PKCS8) && !block.kind().equals(PKCS1)) {
      throw malformed("no RSA key");
    }
    return new RecoveryKey(key(block));
  }

  private static RSAPrivateCrtKey key(Pem block) {
    byte[] der = new byte[0];
    try {
      der = block.kind().equals(PKCS1) ? pkcs8(block.der()) : block.der();
      var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
      return (RSAPrivateCrtKey) key;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw malformed("no RSA key that can be read");
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  private static byte[] pkcs8(byte[] pkcs1) throws IOException {
    var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    var numbers = RSAPrivateKey.getInstance(ASN1Primitive.fromByteArray(pkcs1));
    return new PrivateKeyInfo(algorithm, numbers).getEncoded();
  }

  RSAPrivateCrtKey key() {
    return key;
  }

  /** The id of the key, equal to its certificate's. */
  public String fingerprint() {
    try {
      var numbers = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return Fingerprint.of((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers));
    } catch (GeneralSecurityException e) {
      throw malformed("no RSA key that can be read");
    }
  }

  private static SealError malformed(String why) {
    return new SealError(Reason.KEY_MALFORMED, "recovery key: " + why);
  }

  /** The key's id, and nothing of the key. */
  @Override
  public String toString() {
    return "recovery key " + fingerprint();
  }
}
