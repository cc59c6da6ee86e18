package io.hipaaoperator.secret;

import io.hipaaoperator.api.SecretKey.Alphabet;
import io.hipaaoperator.api.SecretKey.Generate;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealedValue;
import io.hipaaoperator.seal.Sealer;
import io.hipaaoperator.seal.SealingCertificate;
import io.hipaaoperator.seal.SecretGenerator;
import io.hipaaoperator.seal.SecretValue;
import io.hipaaoperator.secret.SecretPlan.Fresh;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes values at random and seals them. Each is wiped as soon as it is sealed. */
final class SecretMaking {
  private static final String DIGITS = "0123456789";

  private final SecureRandom random = new SecureRandom();

  /**
   * The revision that a plan asks for.
   *
   * @throws SealError when the certificate is not valid now
   */
  SecretRevision make(
      String namespace,
      String secret,
      SecretPlan plan,
      SealingCertificate certificate,
      Instant now) {
    var sealer = new Sealer(certificate.validAt(now), namespace, secret);
    Map<String, SealedKey> made = new HashMap<>();
    for (Fresh fresh : plan.fresh()) {
      made.put(fresh.key().name(), sealed(fresh, sealer, now));
    }
    return plan.with(made);
  }

  private SealedKey sealed(Fresh fresh, Sealer sealer, Instant now) {
    try (SecretValue value = generator(fresh.key().generate()).generate(random)) {
      SealedValue sealed = sealer.seal(value);
      return new SealedKey(
          sealed.ciphertext(),
          fresh.generation(),
          Optional.of(now.truncatedTo(ChronoUnit.SECONDS)),
          sealed.fingerprint(),
          fresh.previous());
    }
  }

  private static SecretGenerator generator(Generate declared) {
    return new SecretGenerator(declared.length(), characters(declared.alphabet()));
  }

  private static String characters(Alphabet alphabet) {
    return switch (alphabet) {
      case ALPHANUMERIC -> SecretGenerator.ALPHANUMERIC;
      case BASE64URL -> SecretGenerator.ALPHANUMERIC + "-_";
      case HEX -> DIGITS + "abcdef";
      case DIGITS -> DIGITS;
      case PRINTABLE -> SecretGenerator.ALPHANUMERIC + "!#$%&()*+,-./:;<=>?@[]^_{|}~";
    };
  }
}
