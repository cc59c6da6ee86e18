package io.hipaaoperator.ledger;

import io.hipaaoperator.ledger.NoteKey.Verification;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The two kinds of signature: Ed25519 by Bouncy Castle, ECDSA by the JDK. */
final class PublicKeys {
  private static final String CURVE = "secp256r1";

  private PublicKeys() {}

  static Verification ed25519(byte[] publicKey) {
    Ed25519PublicKeyParameters key = point(publicKey);
    return (message, signature) -> {
      var verifier = new Ed25519Signer();
      verifier.init(false, key);
      verifier.update(message, 0, message.length);
      return verifier.verifySignature(signature);
    };
  }

  private static Ed25519PublicKeyParameters point(byte[] publicKey) {
    if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE) {
      throw new Malformed("key: not " + Ed25519PublicKeyParameters.KEY_SIZE + " bytes");
    }
    try {
      return new Ed25519PublicKeyParameters(publicKey);
    } catch (IllegalArgumentException e) {
      throw new Malformed("key: not a point of Ed25519");
    }
  }

  static Verification ecdsa(byte[] publicKey) {
    ECPublicKey key = p256(publicKey);
    return (message, signature) -> {
      try {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
      } catch (SignatureException e) {
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has ECDSA with SHA-256", e);
      }
    };
  }

  private static ECPublicKey p256(byte[] publicKey) {
    try {
      var key =
          (ECPublicKey)
              KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey));
      if (key.getParams().getCurve().equals(curve())
          && Arrays.equals(key.getEncoded(), publicKey)) {
        return key;
      }
      throw new Malformed("key: its curve is not P-256");
    } catch (InvalidKeySpecException e) {
      throw new Malformed("key: not an ECDSA key in SPKI DER");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  private static EllipticCurve curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
  }
}
