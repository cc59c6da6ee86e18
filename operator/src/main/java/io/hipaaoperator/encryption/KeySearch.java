package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus.Claim;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of a resource in AWS: never a second one is made while there may be a first.
 *
 * @param claim the creation that may be under way
 * @param tagged which keys carry which uid
 */
record KeySearch(
    Kms kms, DeclaredKey declared, Optional<Claim> claim, TaggedKeys tagged, Instant now) {

  /** Reason where AWS knows a key no more that was there. */
  static final String GONE = "KeyGone";

  /** Where an ARN has the region. */
  private static final int REGION = 3;

  /** Where it has the account. */
  private static final int ACCOUNT = 4;

  private static final Duration SOON = Duration.ofSeconds(30);

  /** What was found. */
  sealed interface Result {
    /** The key, and where the declared alias leads. */
    record Found(Key key, Answer<Key> aliased) implements Result {}

    /** For certain there is none, so one may be made. */
    record None() implements Result {}

    /** It can't be had; somebody has to do something. */
    record Lost(Obstacle obstacle) implements Result {}
  }

  /**
   * Looks for the key.
   *
   * @param arn the key's ARN, where it is known
   */
  Result find(@Nullable String arn) {
    if (arn != null) {
      return elsewhere(arn).orElseGet(() -> known(arn));
    }
    return declared
        .spec()
        .adopts()
        .map(ref -> named(ref.id(), unknown(ref.id()), this::aliased))
        .orElseGet(this::made);
  }

  private Answer<Key> aliased() {
    return kms.describe(declared.spec().alias());
  }

  /**
   * A key that was found before. Where its alias leads has to be looked at anyway, and mostly that
   * is the key itself: one call is spared.
   */
  private Result known(String arn) {
    Answer<Key> aliased = aliased();
    return switch (aliased) {
      case Answer.Known<Key>(Key key) when key.arn().equals(arn) -> new Result.Found(key, aliased);
      case Answer.Unreachable<Key> unreachable -> new Result.Lost(Obstacle.unknown(unreachable));
      case Answer<Key> _ -> named(arn, missing(arn), () -> aliased);
    };
  }

  private static Obstacle unknown(String id) {
    return Obstacle.stalled("KeyNotFound", "spec.keyRef: AWS has no key " + id);
  }

  /** AWS may not show for some minutes what was made just now. */
  private Obstacle missing(String arn) {
    return claim.filter(made -> KeyCreation.left(made, now).isPositive()).isPresent()
        ? Obstacle.waiting("CreationInDoubt", "made, but AWS does not show it yet: " + arn, SOON)
        : Obstacle.stalled(GONE, "the key is gone from AWS, and with it what it encrypts: " + arn);
  }

  /** To AWS a key of another region is none, and so would look gone. */
  private Optional<Result> elsewhere(String id) {
    return isElsewhere(id, REGION, declared.region())
        ? Optional.of(
            lost("OtherRegion", "another region than the operator's, %s", declared.region(), id))
        : Optional.empty();
  }

  private Result named(String id, Obstacle missing, Supplier<Answer<Key>> aliased) {
    return elsewhere(id).orElseGet(() -> described(id, missing, aliased));
  }

  private Result described(String id, Obstacle missing, Supplier<Answer<Key>> aliased) {
    return switch (kms.describe(id)) {
      case Answer.Known<Key>(Key key) -> new Result.Found(key, aliased.get());
      case Answer.Refused<Key> _ when isElsewhere(id, ACCOUNT, declared.identity().account()) ->
          lost(
              "OtherAccount",
              "another account than the operator's, %s, which does not show it",
              declared.identity().account(),
              id);
      case Answer<Key> answer when answer.isRefusedWith(Kms.NOT_FOUND) -> new Result.Lost(missing);
      case Answer<Key> failed -> new Result.Lost(Obstacle.unknown(failed));
    };
  }

  private static boolean isElsewhere(String id, int part, String ours) {
    return id.startsWith("arn:") && !id.split(":", -1)[part].equals(ours);
  }

  private static Result lost(String reason, String where, String ours, String arn) {
    return new Result.Lost(
        Obstacle.stalled(reason, "the key is in " + where.formatted(ours) + ": " + arn));
  }

  /** A key that we made, by its alias or, when we were stopped before it had one, by its tag. */
  private Result made() {
    Answer<Key> aliased = aliased();
    if (aliased instanceof Answer.Known<Key>(Key key)) {
      return owned(key, aliased);
    }
    return aliased.isRefusedWith(Kms.NOT_FOUND)
        ? tagged(tagged.after(since(), kms), aliased)
        : new Result.Lost(Obstacle.unknown(aliased));
  }

  private Result owned(Key key, Answer<Key> aliased) {
    Answer<Map<String, String>> tags = kms.tags(key.arn());
    if (!(tags instanceof Answer.Known<Map<String, String>>(Map<String, String> known))) {
      return new Result.Lost(Obstacle.unknown(tags));
    }
    return declared.uid().equals(known.get(OwnTags.UID))
        ? new Result.Found(key, aliased)
        : new Result.Lost(
            Obstacle.stalled(
                "AliasTaken",
                "spec.alias: %s leads to a key that was not made for this resource: %s; adopt it with keyRef or choose another alias"
                    .formatted(declared.spec().alias(), key.arn())));
  }

  private Result tagged(TaggedKeys.Look look, Answer<Key> aliased) {
    String arn = look.byUid().get(declared.uid());
    if (arn != null) {
      return named(arn, missing(arn), () -> aliased);
    }
    return look.doubt(claim.isPresent())
        .<Result>map(doubt -> new Result.Lost(Obstacle.unknown(doubt)))
        .orElseGet(Result.None::new);
  }

  /** After this a look shows what came of the claim, or at least was not taken before it. */
  private Instant since() {
    return claim
        .map(made -> Instant.parse(made.time()))
        .map(made -> settled(made).isBefore(now) ? settled(made) : made)
        .orElse(Instant.MIN);
  }

  private static Instant settled(Instant made) {
    return made.plus(KeyCreation.SETTLED);
  }
}
