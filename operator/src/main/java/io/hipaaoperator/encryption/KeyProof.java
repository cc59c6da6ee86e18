package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Sealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a key works: random bytes are encrypted with it and decrypted again, bound to an
 * encryption context that no data has; without the context they must not be decrypted.
 */
record KeyProof(Kms kms, String id, String uid) {
  /** A proof is good for so long. */
  private static final Duration GOOD = Duration.ofHours(1);

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * The proof to show: the last one as long as it is good, else a new one.
   *
   * @param last the last one
   */
  Proof after(@Nullable Proof last, Instant now) {
    if (last != null && last.usable() && !isOld(last, now)) {
      return last;
    }
    return anew(last, now);
  }

  /** A new proof, or the last one where it says the same. */
  Proof anew(@Nullable Proof last, Instant now) {
    Proof next = prove(now);
    return last != null && !isOld(last, now) && says(next, last) ? last : next;
  }

  private static boolean isOld(Proof proof, Instant now) {
    Instant time = Instant.parse(proof.time());
    return now.isBefore(time) || !now.isBefore(time.plus(GOOD));
  }

  private static boolean says(Proof one, Proof other) {
    return one.usable() == other.usable() && one.message().equals(other.message());
  }

  private Proof prove(Instant now) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    Sealed plain = Sealed.of(bytes);
    Map<String, String> context = Map.of(KeyPolicy.PROOF, uid);
    Answer<Boolean> same =
        kms.encrypt(id, plain, context).then(cipher -> open(cipher, context)).map(plain::equals);
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return switch (same) {
      case Answer.Known<Boolean>(Boolean yes) -> proof(time, yes);
      case Answer<Boolean> failed -> new Proof(time, false, failed.failure().orElse("failed"));
    };
  }

  private static Proof proof(String time, boolean same) {
    return same
        ? new Proof(time, true, "encrypted, and decrypted with its context alone")
        : new Proof(time, false, "decrypted to something else, or without its context");
  }

  /** What it holds; nothing when it opens without the context as well. */
  private Answer<Sealed> open(Sealed cipher, Map<String, String> context) {
    return kms.decrypt(id, cipher, Map.of()) instanceof Answer.Known<Sealed>
        ? Answer.known(Sealed.of(new byte[0]))
        : kms.decrypt(id, cipher, context);
  }
}
