package io.hipaaoperator.aws;

import io.hipaaoperator.ledger.Malformed;
import io.hipaaoperator.ledger.NoteKey;
import io.hipaaoperator.ledger.NoteSigner;
import io.hipaaoperator.sequencer.StoreFailure;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Lets KMS sign: the key never leaves it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 */
final class KmsNoteSigner implements NoteSigner {
  private final KmsClient kms;
  private final String id;
  private final NoteKey key;

  private KmsNoteSigner(KmsClient kms, String id, NoteKey key) {
    this.kms = kms;
    this.id = id;
    this.key = key;
  }

  static KmsNoteSigner of(KmsClient kms, String name, String id) {
    byte[] publicKey =
        asked("GetPublicKey", () -> kms.getPublicKey(r -> r.keyId(id)).publicKey().asByteArray());
    try {
      return new KmsNoteSigner(kms, id, NoteKey.ecdsa(name, publicKey));
    } catch (Malformed e) {
      throw new StoreFailure("kms:GetPublicKey: " + e.getMessage());
    }
  }

  @Override
  public NoteKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] text) {
    return asked(
        "Sign",
        () ->
            kms.sign(
                    r ->
                        r.keyId(id)
                            .messageType(MessageType.RAW)
                            .message(SdkBytes.fromByteArray(text))
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signature()
                .asByteArray());
  }

  private static <T> T asked(String call, Supplier<T> question) {
    return LedgerCalls.asked("kms:" + call, "KMS", question);
  }
}
