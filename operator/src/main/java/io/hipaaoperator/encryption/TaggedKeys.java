package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys carry the uid of a resource in their tags. AWS is asked key by key, so one look serves
 * all resources for a minute.
 */
final class TaggedKeys {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** When the first keys all hide their tags, we lack the right, and the others hide them too. */
  private static final int FIRST = 10;

  private final InstantSource clock;
  private @Nullable Look last;

  TaggedKeys(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What a look saw.
   *
   * @param time when it began
   * @param byUid ARNs of keys by the uid that they carry
   * @param readable how many showed their tags
   * @param hidden why others did not
   * @param failed why not all were looked at
   */
  record Look(
      Instant time,
      Map<String, String> byUid,
      int readable,
      Optional<Answer<?>> hidden,
      Optional<Answer<?>> failed) {

    /**
     * Why a key that was not seen may be there all the same. Some keys' policies hide their tags.
     * If all are hidden, ours would be too; and while a key of ours may have been made, its policy
     * may not be in force yet.
     *
     * @param claimed whether a key may have been made
     */
    Optional<Answer<?>> doubt(boolean claimed) {
      return failed.or(() -> hidden.filter(_ -> readable == 0 || claimed));
    }
  }

  /**
   * A look that began after this moment, and not long ago. One at a time is taken: whoever waits
   * for it shares it.
   */
  synchronized Look after(Instant moment, Kms kms) {
    Instant now = clock.instant();
    if (last == null || !last.time().isAfter(moment) || now.isAfter(last.time().plus(KEPT))) {
      last = look(kms, now);
    }
    return last;
  }

  private static Look look(Kms kms, Instant now) {
    return switch (kms.keys()) {
      case Answer.Known<List<String>>(List<String> arns) -> look(kms, now, arns);
      case Answer<List<String>> failed ->
          new Look(now, Map.of(), 0, Optional.empty(), Optional.of(failed));
    };
  }

  private static Look look(Kms kms, Instant now, List<String> arns) {
    Map<String, String> byUid = new HashMap<>();
    int readable = 0;
    int looked = 0;
    Optional<Answer<?>> hidden = Optional.empty();
    for (String arn : arns) {
      if (readable == 0 && looked == FIRST) {
        return new Look(now, byUid, readable, hidden, hidden);
      }
      looked++;
      switch (kms.tags(arn)) {
        case Answer.Known<Map<String, String>>(Map<String, String> tags) -> {
          readable++;
          Optional.ofNullable(tags.get(OwnTags.UID)).ifPresent(uid -> byUid.put(uid, arn));
        }
        case Answer.Refused<Map<String, String>> refused -> hidden = Optional.of(refused);
        case Answer.Unreachable<Map<String, String>> unreachable -> {
          return new Look(now, byUid, readable, hidden, Optional.of(unreachable));
        }
      }
    }
    return new Look(now, byUid, readable, hidden, Optional.empty());
  }
}
