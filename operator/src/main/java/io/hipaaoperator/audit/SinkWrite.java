package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.NewGroup;
import java.util.Map;
import java.util.Optional;

/** One change to a log group, decided but not made. */
sealed interface SinkWrite {

  /**
   * Makes the group, and says how it is kept.
   *
   * @param group what AWS takes when it makes one
   * @param days how long events are kept
   * @param masking what is masked in its events, as JSON
   */
  record Create(NewGroup group, int days, Optional<String> masking) implements SinkWrite {}

  /** Keeps events so many days. */
  record Retain(int days) implements SinkWrite {}

  /** Encrypts with the key of this ARN. */
  record Encrypt(String key) implements SinkWrite {}

  /** Protects the group against deletion. */
  record Protect() implements SinkWrite {}

  /** Masks what this policy, as JSON, finds. */
  record Mask(String policy) implements SinkWrite {}

  /** Adds or replaces tags of the group of this ARN. */
  record Tag(String arn, Map<String, String> tags) implements SinkWrite {}

  /** Makes the change to the group of this name. */
  default Answer<Done> to(LogGroups groups, String name) {
    return switch (this) {
      case Create(NewGroup group, int days, Optional<String> masking) ->
          groups
              .create(group)
              .then(_ -> groups.retain(name, days))
              .then(
                  done ->
                      masking
                          .map(policy -> groups.putDataProtection(name, policy))
                          .orElse(Answer.known(done)));
      case Retain(int days) -> groups.retain(name, days);
      case Encrypt(String key) -> groups.encrypt(name, key);
      case Protect() -> groups.protect(name);
      case Mask(String policy) -> groups.putDataProtection(name, policy);
      case Tag(String arn, Map<String, String> tags) -> groups.tag(arn, tags);
    };
  }
}
