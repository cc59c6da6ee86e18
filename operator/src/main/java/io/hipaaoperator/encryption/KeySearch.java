package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.external.Obstacle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the key of a resource in AWS: never a second one is made while there may be a first. */
record KeySearch(Kms kms, DeclaredKey declared, boolean claimed) {

  /** Where an ARN has the region. */
  private static final int REGION = 3;

  /** What was found. */
  sealed interface Result {
    /** The key. */
    record Found(Key key) implements Result {}

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
      return named(
          arn, "KeyGone", "the key is gone from AWS, and with it what it encrypts: " + arn);
    }
    return declared
        .spec()
        .adopts()
        .map(ref -> named(ref.id(), "KeyNotFound", "spec.keyRef: AWS has no key " + ref.id()))
        .orElseGet(this::made);
  }

  private Result named(String id, String reason, String otherwise) {
    if (id.startsWith("arn:") && !id.split(":", -1)[REGION].equals(declared.region())) {
      return new Result.Lost(Obstacle.stalled("OtherRegion", elsewhere(id)));
    }
    Answer<Key> answer = kms.describe(id);
    if (answer.isRefusedWith(Kms.NOT_FOUND)) {
      return new Result.Lost(Obstacle.stalled(reason, otherwise));
    }
    return answer instanceof Answer.Known<Key>(Key key)
        ? new Result.Found(key)
        : new Result.Lost(Obstacle.unknown(answer));
  }

  /** To AWS a key of another region is none, and so would look gone. */
  private String elsewhere(String arn) {
    return "the key is in another region than the operator's, %s: %s"
        .formatted(declared.region(), arn);
  }

  /** A key that we made, by its alias or, when we were stopped before it had one, by its tag. */
  private Result made() {
    Answer<Key> aliased = kms.describe(declared.spec().alias());
    if (aliased instanceof Answer.Known<Key>(Key key)) {
      return owned(key);
    }
    return aliased.isRefusedWith(Kms.NOT_FOUND)
        ? tagged()
        : new Result.Lost(Obstacle.unknown(aliased));
  }

  private Result owned(Key key) {
    Answer<Map<String, String>> tags = kms.tags(key.id());
    if (!(tags instanceof Answer.Known<Map<String, String>>(Map<String, String> known))) {
      return new Result.Lost(Obstacle.unknown(tags));
    }
    return isOurs(known)
        ? new Result.Found(key)
        : new Result.Lost(
            Obstacle.stalled(
                "AliasTaken",
                "spec.alias: %s leads to a key that was not made for this resource: %s; adopt it with keyRef or choose another alias"
                    .formatted(declared.spec().alias(), key.arn())));
  }

  private Result tagged() {
    Answer<List<String>> all = kms.keys();
    if (!(all instanceof Answer.Known<List<String>>(List<String> ids))) {
      return new Result.Lost(Obstacle.unknown(all));
    }
    int readable = 0;
    Answer<?> denied = all;
    for (String id : ids) {
      switch (kms.tags(id)) {
        case Answer.Known<Map<String, String>>(Map<String, String> tags) when isOurs(tags) -> {
          return named(id, "KeyGone", "the key is gone from AWS: " + id);
        }
        case Answer.Known<Map<String, String>> _ -> readable++;
        case Answer.Refused<Map<String, String>> refused -> denied = refused;
        case Answer.Unreachable<Map<String, String>> unreachable -> {
          return new Result.Lost(Obstacle.unknown(unreachable));
        }
      }
    }
    return none(readable, denied);
  }

  /**
   * Some keys' policies hide their tags. If all are hidden, ours would be too; and while a key of
   * ours may have been made, its policy may not be in force yet.
   */
  private Result none(int readable, Answer<?> denied) {
    boolean blind = denied.failure().isPresent() && (readable == 0 || claimed);
    return blind ? new Result.Lost(Obstacle.unknown(denied)) : new Result.None();
  }

  private boolean isOurs(Map<String, String> tags) {
    return declared.uid().equals(tags.get(DeclaredKey.UID));
  }
}
