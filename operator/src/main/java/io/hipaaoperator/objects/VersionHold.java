package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectHolds;
import io.hipaaoperator.aws.ObjectHolds.Version;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts one version under the hold of a LegalHold, or takes it from under it. S3 knows no owner of a
 * hold: a tag says who put it there, and is written before the hold is put and taken off after it
 * was lifted. A kill in between leaves a tag without a hold, which the next look mends. Its value
 * is the version's id: a copy gets the tags of what was copied, and is nobody's yet.
 *
 * @param order the LegalHold
 * @param isFirst whether no look has ended yet: then those that others hold are looked at, too
 */
record VersionHold(ObjectHolds s3, Bucket bucket, HoldOrder order, boolean isFirst) {
  /** S3 takes so many tags of a version, and refuses more with the code below. */
  private static final int MOST_TAGS = 10;

  private static final String TOO_MANY_TAGS = "BadRequest";

  /** What became of a version. */
  enum Done {
    /** It was held. */
    HELD,
    /** It was put under hold, as nobody had before. */
    PUT,
    /** It was put under hold again: somebody had lifted it. */
    PUT_AGAIN,
    /** It was put under hold, and has too many tags to say by whom: the release leaves it. */
    UNMARKED,
    /** It is held no more by this LegalHold. */
    RELEASED
  }

  /** Sees to it that a version is held. */
  Answer<Done> hold(Version version) {
    return s3.isHeld(bucket, version).then(held -> held ? joined(version) : put(version));
  }

  /** What another LegalHold holds is marked, lest it be lifted with that one. */
  private Answer<Done> joined(Version version) {
    return isFirst
        ? s3.tags(bucket, version)
            .then(
                tags ->
                    isOurs(version, tags) && !isMarked(version, tags)
                        ? marked(version, tags)
                        : known(tags))
            .map(_ -> Done.HELD)
        : Answer.known(Done.HELD);
  }

  private static Answer<Object> known(Object it) {
    return Answer.known(it);
  }

  private static Object any(Object it) {
    return it;
  }

  private Answer<Object> marked(Version version, Map<String, String> tags) {
    return s3.putTags(bucket, version, with(tags, version)).map(VersionHold::any);
  }

  private Answer<Done> put(Version version) {
    return s3.tags(bucket, version).then(tags -> put(version, tags));
  }

  /**
   * One that has no room for the mark is held all the same; the release can't tell, and leaves it.
   */
  private Answer<Done> put(Version version, Map<String, String> tags) {
    if (isMarked(version, tags)) {
      return s3.hold(bucket, version, true).map(_ -> Done.PUT_AGAIN);
    }
    return switch (marked(version, tags)) {
      case Answer.Unreachable<Object>(String why, boolean undone) ->
          new Answer.Unreachable<>(why, undone);
      case Answer.Known<Object> _ -> s3.hold(bucket, version, true).map(_ -> Done.PUT);
      case Answer.Refused<Object>(String code, _)
          when code.equals(TOO_MANY_TAGS) && with(tags, version).size() > MOST_TAGS ->
          s3.hold(bucket, version, true).map(_ -> Done.UNMARKED);
      case Answer.Refused<Object>(String code, String message) ->
          new Answer.Refused<>(code, message);
    };
  }

  /**
   * Lifts the hold, where this LegalHold put it and no other has the version.
   *
   * @param heir uid of another that has it; empty where none of the cluster does
   */
  Answer<Done> release(Version version, Optional<String> heir) {
    return s3.tags(bucket, version)
        .then(tags -> isMarked(version, tags) ? release(version, tags, heir) : known(tags))
        .map(_ -> Done.RELEASED);
  }

  private Answer<Object> release(Version version, Map<String, String> tags, Optional<String> heir) {
    Map<String, String> left = new TreeMap<>(tags);
    left.remove(order.tag());
    heir.ifPresent(uid -> left.put(HoldOrder.tag(uid), version.id()));
    Answer<Object> lifted =
        isOurs(version, left) ? known(left) : s3.hold(bucket, version, false).map(VersionHold::any);
    return lifted.then(_ -> s3.putTags(bucket, version, left).map(VersionHold::any));
  }

  private boolean isMarked(Version version, Map<String, String> tags) {
    return version.id().equals(tags.get(order.tag()));
  }

  /** Whether some LegalHold of this operator, or of another cluster's, put it under hold. */
  private static boolean isOurs(Version version, Map<String, String> tags) {
    return tags.entrySet().stream()
        .anyMatch(
            tag -> tag.getKey().startsWith(HoldOrder.TAGS) && tag.getValue().equals(version.id()));
  }

  private Map<String, String> with(Map<String, String> tags, Version version) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(order.tag(), version.id());
    return more;
  }
}
