package io.hipaaoperator.encryption;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKeyStatus.Proof;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Sealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a key works: random bytes are encrypted with it and decrypted again, bound to an
 * encryption context that no data has; with another value of it AWS must say that they don't belong
 * together. It is the same for all keys, so that it does not depend on for whom a key was made.
 */
record KeyProof(Kms kms, String arn) {
  /** Key of the encryption context. */
  static final String CONTEXT = Api.GROUP + "/proof";

  /** Its right value, and the wrong one. */
  static final List<String> VALUES = List.of("right", "wrong");

  private static final Map<String, String> RIGHT = Map.of(CONTEXT, VALUES.getFirst());
  private static final Map<String, String> WRONG = Map.of(CONTEXT, VALUES.getLast());

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
    if (last != null && last.usable() && !isOld(last.time(), now)) {
      return last;
    }
    return anew(last, now);
  }

  /** A new proof, or the last one where it says the same. */
  Proof anew(@Nullable Proof last, Instant now) {
    Proof next = prove(now);
    return last != null && !isOld(last.time(), now) && says(next, last) ? last : next;
  }

  /** Whether what was seen then is no longer good. */
  static boolean isOld(String seen, Instant now) {
    Instant time = Instant.parse(seen);
    return now.isBefore(time) || !now.isBefore(time.plus(GOOD));
  }

  private static boolean says(Proof one, Proof other) {
    return one.usable() == other.usable() && one.message().equals(other.message());
  }

  private Proof prove(Instant now) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    Sealed plain = Sealed.of(bytes);
    Answer<Boolean> same = kms.encrypt(arn, plain, RIGHT).then(this::open).map(plain::equals);
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    return switch (same) {
      case Answer.Known<Boolean>(Boolean yes) -> proof(time, yes);
      case Answer<Boolean> failed -> new Proof(time, false, failed.failure().orElse("failed"));
    };
  }

  private static Proof proof(String time, boolean same) {
    return same
        ? new Proof(time, true, "encrypted, and decrypted with its context alone")
        : new Proof(time, false, "decrypted to something else, or with another context");
  }

  /** What it holds; nothing when it opens with another context as well. */
  private Answer<Sealed> open(Sealed cipher) {
    Answer<Sealed> wrong = kms.decrypt(arn, cipher, WRONG);
    return wrong.isRefusedWith(Kms.WRONG_CONTEXT)
        ? kms.decrypt(arn, cipher, RIGHT)
        : wrong.map(_ -> Sealed.of(new byte[0]));
  }
}
