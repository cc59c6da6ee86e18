package io.hipaaoperator.seal;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;

/**
 * A key pair with certificates as the sealed-secrets controller makes them: nobody is the issuer.
 */
public final class SampleKey {
  public static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final AlgorithmIdentifier SIGNATURE =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

  private static final X500Name NOBODY = new X500Name("");

  private final KeyPair pair;

  private SampleKey(KeyPair pair) {
    this.pair = pair;
  }

  /** A new one; 2048 bits are made in a tenth of a second. */
  public static SampleKey of(int bits) {
    return of("RSA", bits);
  }

  static SampleKey of(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return new SampleKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Valid for a day around {@link #NOW}. */
  public String certificate() {
    return certificate(NOW.minus(Duration.ofHours(12)), NOW.plus(Duration.ofHours(12)));
  }

  public String certificate(Instant notBefore, Instant notAfter) {
    return pem("CERTIFICATE", der(pair.getPublic(), notBefore, notAfter));
  }

  byte[] der() {
    return der(pair.getPublic(), NOW.minus(Duration.ofHours(12)), NOW.plus(Duration.ofHours(12)));
  }

  byte[] der(PublicKey key, Instant notBefore, Instant notAfter) {
    try {
      return signed(
          new DERSequence(
              new ASN1Encodable[] {
                new DERTaggedObject(0, new ASN1Integer(2)),
                new ASN1Integer(10),
                SIGNATURE,
                NOBODY,
                new DERSequence(
                    new ASN1Encodable[] {
                      new Time(Date.from(notBefore)), new Time(Date.from(notAfter))
                    }),
                NOBODY,
                SubjectPublicKeyInfo.getInstance(key.getEncoded())
              }));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] signed(DERSequence body) throws Exception {
    byte[] signature = new byte[256];
    if (pair.getPrivate() instanceof RSAPrivateKey key) {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(key);
      signer.update(body.getEncoded());
      signature = signer.sign();
    }
    return new DERSequence(new ASN1Encodable[] {body, SIGNATURE, new DERBitString(signature)})
        .getEncoded();
  }

  public String privateKey() {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  public RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  PrivateKey secret() {
    return pair.getPrivate();
  }

  static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, base64, kind);
  }
}
