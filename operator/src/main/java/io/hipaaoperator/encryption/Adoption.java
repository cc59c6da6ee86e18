package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.external.Owners;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a key that was not made for a resource may be adopted by it. One that was made for
 * another resource may be when that one is gone, as after a cluster was restored, and when it is
 * named by its ARN, so that no alias leads here by mistake.
 */
record Adoption(DeclaredKey declared, KeyRef ref, Owners<EncryptionKey> owners) {

  /** What is in the way of adopting a key that does not carry the resource's uid. */
  Optional<Obstacle> obstacle(ObservedKey seen) {
    return switch (seen.tags()) {
      case Answer.Known<Map<String, String>>(Map<String, String> tags) ->
          Optional.ofNullable(tags.get(OwnTags.UID))
              .filter(uid -> ref.arn() == null || owners.living(uid).isPresent())
              .map(uid -> taken(seen.key().arn(), uid));
      case Answer<Map<String, String>> failed ->
          declared.isOurs() ? Optional.of(Obstacle.unknown(failed)) : Optional.empty();
    };
  }

  private static Obstacle taken(String arn, String uid) {
    return Obstacle.stalled(
        "KeyTaken",
        "spec.keyRef: %s was made for another EncryptionKey, of uid %s; adopt it by its ARN once that one is gone"
            .formatted(arn, uid));
  }
}
