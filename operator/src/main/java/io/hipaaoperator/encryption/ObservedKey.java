package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.aws.WaysOut.Way;
import io.hipaaoperator.external.OwnTags;
import java.util.List;
import java.util.Map;

/**
 * A key as AWS has it, read once.
 *
 * @param key the key itself
 * @param aliased the key that the declared alias leads to
 * @param tags its tags
 * @param policy its policy
 * @param rotation how it is rotated
 * @param past when it last was, as AWS said within a day
 * @param grants who may use it beside its policy
 */
record ObservedKey(
    Key key,
    Answer<Key> aliased,
    Answer<Map<String, String>> tags,
    Answer<String> policy,
    Answer<Rotation> rotation,
    Answer<PastRotations.Evidence> past,
    Answer<List<Way>> grants) {

  /** Whether its tags say that it is that of the resource of this uid. */
  boolean carries(String uid) {
    return tags.answered().filter(known -> uid.equals(known.get(OwnTags.UID))).isPresent();
  }
}
