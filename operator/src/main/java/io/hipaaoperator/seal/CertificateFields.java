package io.hipaaoperator.seal;

import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The fields of an X.509 certificate that sealing needs, by their place (RFC 5280 section 4.1).
 * Neither the JDK's nor Bouncy Castle's own class of certificates takes an empty issuer, which the
 * controller's has.
 */
record CertificateFields(Instant notBefore, Instant notAfter, SubjectPublicKeyInfo key) {
  private static final int CERTIFICATE_FIELDS = 3;
  private static final int VALIDITY = 3;
  private static final int KEY = 5;

  /**
   * The fields.
   *
   * @throws IOException when it is no DER
   * @throws RuntimeException when it is no certificate
   */
  static CertificateFields read(byte[] der) throws IOException, ParseException {
    ASN1Sequence certificate = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
    if (certificate.size() != CERTIFICATE_FIELDS) {
      throw new IllegalArgumentException("no certificate");
    }
    AlgorithmIdentifier.getInstance(certificate.getObjectAt(1));
    ASN1BitString.getInstance(certificate.getObjectAt(2));
    ASN1Sequence body = ASN1Sequence.getInstance(certificate.getObjectAt(0));
    int version = body.getObjectAt(0) instanceof ASN1TaggedObject ? 1 : 0;
    ASN1Sequence validity = ASN1Sequence.getInstance(body.getObjectAt(version + VALIDITY));
    return new CertificateFields(
        time(validity.getObjectAt(0)),
        time(validity.getObjectAt(1)),
        SubjectPublicKeyInfo.getInstance(body.getObjectAt(version + KEY)));
  }

  /** Two digits of a year mean 1950 to 2049, whatever the year is now. */
  private static Instant time(ASN1Encodable field) throws ParseException {
    return field.toASN1Primitive() instanceof ASN1UTCTime utc
        ? utc.getAdjustedDate().toInstant()
        : ASN1GeneralizedTime.getInstance(field).getDate().toInstant();
  }
}
