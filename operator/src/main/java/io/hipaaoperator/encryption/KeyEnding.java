package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.external.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Has AWS delete the key of a resource that goes: the one that was made for it, and no other. It
 * looks first, so that whoever is stopped at any point goes on from there.
 *
 * @param status what is known of the key
 * @param owners whose a key is
 * @param tagged which keys carry which uid
 */
record KeyEnding(
    Kms kms,
    DeclaredKey declared,
    EncryptionKeyStatus status,
    Owners<EncryptionKey> owners,
    TaggedKeys tagged,
    Instant now) {
  static final Duration SOON = Duration.ofSeconds(30);

  /** How a person lets a resource go. */
  static final String RETAIN = "spec.deletionPolicy: Retain lets it go, and the key stays";

  /** A refusal is mended by a person. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What came of it. */
  sealed interface Result {
    /** AWS deletes it at this time, in words where AWS tells none. */
    record Scheduled(String arn, String time) implements Result {}

    /** There is no key. */
    record Nothing() implements Result {}

    /** It could not be done. */
    record Held(Obstacle why) implements Result {}
  }

  /** Has it deleted. */
  Result end() {
    if (status.arn() == null && status.claim() == null) {
      return new Result.Nothing();
    }
    var claim = Optional.ofNullable(status.claim());
    return switch (new KeySearch(kms, declared, claim, tagged, now).find(status.arn())) {
      case KeySearch.Result.Found(Key key, _) -> end(key);
      case KeySearch.Result.None() -> none();
      case KeySearch.Result.Lost(Obstacle why) when why.reason().equals(KeySearch.GONE) ->
          new Result.Nothing();
      case KeySearch.Result.Lost(Obstacle why) -> new Result.Held(why);
    };
  }

  /** AWS may not show yet what was made under a claim. */
  private Result none() {
    return KeyCreation.left(status.claim(), now).isPositive()
        ? new Result.Held(
            Obstacle.waiting("CreationInDoubt", "a key may have been made for this", SOON))
        : new Result.Nothing();
  }

  private Result end(Key key) {
    return other(key)
        .<Result>map(Result.Held::new)
        .orElseGet(
            () ->
                switch (kms.tags(key.arn())) {
                  case Answer.Known<Map<String, String>>(Map<String, String> tags) ->
                      declared.uid().equals(tags.get(OwnTags.UID))
                          ? scheduled(key)
                          : new Result.Held(notOurs(key));
                  case Answer<Map<String, String>> failed ->
                      new Result.Held(Obstacle.unknown(failed));
                });
  }

  /** The key is used by these. */
  static Obstacle inUse(String users) {
    return Obstacle.stalled("KeyInUse", "used by " + users + "; " + RETAIN);
  }

  /** Another resource that waits to adopt the key. */
  private Optional<Obstacle> other(Key key) {
    return owners.named().apply(key.arn()).stream()
        .filter(one -> !declared.uid().equals(one.getMetadata().getUid()))
        .findFirst()
        .map(one -> inUse("EncryptionKey " + one.getMetadata().getName()));
  }

  private static Obstacle notOurs(Key key) {
    return Obstacle.stalled("KeyTaken", key.arn() + " was not made for this resource; " + RETAIN);
  }

  private Result scheduled(Key key) {
    if (key.isDying()) {
      return new Result.Scheduled(key.arn(), time(key));
    }
    Answer<Done> answer = kms.scheduleDeletion(key.arn(), declared.spec().deletionWindowDays());
    return switch (answer.then(_ -> kms.describe(key.arn()))) {
      case Answer.Known<Key>(Key seen) when seen.isDying() ->
          new Result.Scheduled(seen.arn(), time(seen));
      case Answer.Known<Key> _ ->
          new Result.Held(Obstacle.waiting("NotInForce", "scheduled, but not seen yet", SOON));
      case Answer.Refused<Key> refused -> new Result.Held(refused(refused));
      case Answer.Unreachable<Key> unreachable -> new Result.Held(Obstacle.unknown(unreachable));
    };
  }

  private static String time(Key key) {
    return key.deletion()
        .map(when -> when.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse(key.state());
  }

  private static Obstacle refused(Answer.Refused<Key> refused) {
    return Obstacle.waiting(
        "DeletionRefused",
        "%s: %s; the operator's role needs docs/iam/key-deletion.json; %s"
            .formatted(refused.code(), refused.message(), RETAIN),
        PATIENCE);
  }
}
