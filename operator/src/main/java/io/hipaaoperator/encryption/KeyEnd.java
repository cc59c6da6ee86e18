package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.external.Obstacle;
import java.util.Optional;

/**
 * What is to be done before an EncryptionKey that was deleted goes, whose key is to be deleted with
 * it. A person who changes the spec to Retain lets it go at any time.
 */
record KeyEnd(KeyLook look) {

  /** The next step. */
  sealed interface Step {
    /** It stays, and its key is looked after as ever. */
    record Stay(Obstacle why) implements Step {}

    /** It stays, since AWS could not be told. */
    record Retry(Obstacle why) implements Step {}

    /** AWS deletes its key, which the status has to say before it goes. */
    record Note(String arn, String time) implements Step {}

    /** It goes without its key, unless AWS deletes that already. */
    record Keep() implements Step {}

    /** It goes. */
    record Go() implements Step {}
  }

  /** The next step of a resource. */
  Step of(EncryptionKey resource) {
    EncryptionKeyStatus status = KeyStatus.of(resource);
    if (status.arn() == null && status.claim() == null) {
      return new Step.Go();
    }
    return resource.getSpec().deletesKey()
        ? inTheWay(resource).<Step>map(Step.Stay::new).orElseGet(() -> inAws(resource, status))
        : new Step.Keep();
  }

  /**
   * Why a key that is to stay may be lost all the same, as a look shows, which has a deletion
   * cancelled: AWS may have been told, and nobody would look after it any more.
   */
  static Optional<Obstacle> mayBeLost(KeyPass pass) {
    return pass.seen()
        .map(seen -> Optional.of(seen.key()).filter(Key::isDying).map(KeyEnd::dying))
        .orElseGet(
            () ->
                pass.external()
                    .obstacle()
                    .filter(why -> !why.reason().equals(KeySearch.GONE))
                    .map(KeyEnd::notKnown));
  }

  /** Nothing but the status may have a data key, and the status goes with the resource. */
  static Optional<Obstacle> dataKeysMayBeLost(EncryptionKey resource) {
    return DataKeyPass.words(resource)
        .map(
            words ->
                Obstacle.waiting(
                    "DataKeysKept",
                    words + "; spec.dataKey.released lets them go",
                    KeyEnding.SOON));
  }

  private static Obstacle dying(Key key) {
    return Obstacle.waiting(
        "KeyDying",
        "AWS deletes %1$s: aws kms cancel-key-deletion --key-id %1$s".formatted(key.arn()),
        KeyEnding.SOON);
  }

  private static Obstacle notKnown(Obstacle why) {
    return Obstacle.waiting(
        why.reason(),
        why.message()
            + "; whether AWS deletes the key is not known: look, then take the finalizer off",
        KeyEnding.SOON);
  }

  private Optional<Obstacle> inTheWay(EncryptionKey resource) {
    if (look.enforcement(resource) == Enforcement.Observe) {
      return Optional.of(
          Obstacle.waiting(
              "Observing", "Observe deletes no key; " + KeyEnding.RETAIN, KeyEnding.SOON));
    }
    KeyUsers users =
        look.use().now(resource.getMetadata().getName()).and(DataKeyPass.users(resource));
    return users
        .doubt()
        .map(why -> Obstacle.waiting("NotReadable", why, KeyEnding.SOON))
        .or(() -> users.any() ? Optional.of(KeyEnding.inUse(users.toString())) : Optional.empty());
  }

  private Step inAws(EncryptionKey resource, EncryptionKeyStatus status) {
    return switch (look.aws().get()) {
      case Answer.Known<Services>(Services services) -> inAws(resource, status, services);
      case Answer<Services> failed -> new Step.Retry(Obstacle.unknown(failed));
    };
  }

  private Step inAws(EncryptionKey resource, EncryptionKeyStatus status, Services services) {
    return switch (services.account().identity()) {
      case Answer.Known<Identity>(Identity identity) ->
          step(
              new KeyEnding(
                      services.kms(),
                      DeclaredKey.of(resource, identity, services.region()),
                      status,
                      look.owners(),
                      look.tagged(),
                      look.clock().instant())
                  .end(),
              status);
      case Answer<Identity> failed -> new Step.Retry(Obstacle.unknown(failed));
    };
  }

  private static Step step(KeyEnding.Result result, EncryptionKeyStatus status) {
    return switch (result) {
      case KeyEnding.Result.Scheduled _ when status.deletion() != null -> new Step.Go();
      case KeyEnding.Result.Scheduled(String arn, String time) -> new Step.Note(arn, time);
      case KeyEnding.Result.Nothing() -> new Step.Go();
      case KeyEnding.Result.Held(Obstacle why) -> new Step.Retry(why);
    };
  }
}
