package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Claim;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.NewKey;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.StatusStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key, at most one a resource. AWS can't tell a second call from a second key, so before
 * each call a claim is written to the status, on condition that nobody else wrote: of two operators
 * one goes on. Whoever finds a claim waits until AWS would show the key that came of it.
 */
record KeyCreation(
    Kms kms, StatusStore<EncryptionKey, EncryptionKeyStatus> claims, InstantSource clock) {
  /**
   * After this time AWS shows in its lists what was made before, for which it may take several
   * minutes, and clocks that differ make no difference.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/accessing-kms.html#programming-eventual-consistency">
   *     Eventual consistency</a>
   */
  static final Duration SETTLED = Duration.ofMinutes(15);

  /** A claim that is older when the key is to be made was overtaken, by a pause of ours perhaps. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  /** A refusal is mended by a person, and asking again costs two writes of the status. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The resource as it is now, and its key or why it has none. */
  record Outcome(EncryptionKey resource, Optional<Key> key, Optional<Obstacle> obstacle) {}

  /** Makes the key of a resource for which none was found. */
  Outcome create(EncryptionKey resource, DeclaredKey declared) {
    Duration left = left(status(resource).claim(), clock.instant());
    if (left.isPositive()) {
      return new Outcome(resource, Optional.empty(), Optional.of(settling(left)));
    }
    var claim = new Claim(UUID.randomUUID().toString(), clock.instant().toString());
    return claims
        .write(resource, status(resource).claimed(claim))
        .map(claimed -> create(claimed, declared, claim))
        .orElseGet(() -> new Outcome(resource, Optional.empty(), Optional.of(outrun())));
  }

  /** For how long still AWS may not show what came of a claim; not positive once it does. */
  static Duration left(@Nullable Claim claim, Instant now) {
    return claim == null
        ? Duration.ZERO
        : Duration.between(now, Instant.parse(claim.time()).plus(SETTLED));
  }

  private Outcome create(EncryptionKey resource, DeclaredKey declared, Claim claim) {
    Duration left = left(claim, clock.instant());
    if (left.compareTo(SETTLED.minus(FRESH)) < 0) {
      return new Outcome(resource, Optional.empty(), Optional.of(settling(left)));
    }
    return outcome(resource, kms.create(key(declared, claim)));
  }

  private static NewKey key(DeclaredKey declared, Claim claim) {
    Map<String, String> tags = new LinkedHashMap<>(declared.tags().all());
    tags.put(DeclaredKey.TOKEN, claim.token());
    return new NewKey(
        Objects.requireNonNullElse(declared.spec().description(), ""),
        KeyPolicy.of(declared),
        declared.spec().replicates(),
        tags);
  }

  private Outcome outcome(EncryptionKey resource, Answer<Key> answer) {
    return switch (answer) {
      case Answer.Known<Key>(Key key) -> new Outcome(resource, Optional.of(key), Optional.empty());
      case Answer.Refused<Key> refused ->
          new Outcome(unclaimed(resource), Optional.empty(), Optional.of(refused(refused)));
      case Answer.Unreachable<Key>(String _, boolean undone) when undone ->
          new Outcome(unclaimed(resource), Optional.empty(), Optional.of(Obstacle.unknown(answer)));
      case Answer.Unreachable<Key>(String why, _) ->
          new Outcome(
              resource,
              Optional.empty(),
              Optional.of(Obstacle.waiting("CreationInDoubt", inDoubt(why), SETTLED)));
    };
  }

  /** AWS made no key for certain, so nobody has to wait for one. */
  private EncryptionKey unclaimed(EncryptionKey resource) {
    return claims.write(resource, status(resource).claimed(null)).orElse(resource);
  }

  private static Obstacle refused(Answer.Refused<Key> refused) {
    return Obstacle.waiting("CreateRefused", refused.code() + ": " + refused.message(), PATIENCE);
  }

  private static String inDoubt(String why) {
    return "AWS may have made a key or not: " + why + "; looking for it before another try";
  }

  private static Obstacle settling(Duration left) {
    return Obstacle.waiting(
        "CreationInDoubt",
        "a key may have been made that AWS does not show yet; looking for it before another try",
        left.plusSeconds(1));
  }

  private static Obstacle outrun() {
    return Obstacle.waiting("Claimed", "another operator was faster", Duration.ofSeconds(1));
  }

  private static EncryptionKeyStatus status(EncryptionKey resource) {
    return Objects.requireNonNullElse(resource.getStatus(), EncryptionKeyStatus.NONE);
  }
}
