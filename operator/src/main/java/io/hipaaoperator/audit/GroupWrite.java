package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.NewGroup;
import java.util.Map;

/** One change to a log group itself, decided but not made. */
sealed interface GroupWrite extends SinkWrite {

  /**
   * Makes the group, and says how long it keeps events.
   *
   * @param group what AWS takes when it makes one
   * @param days how long events are kept
   */
  record Create(NewGroup group, int days) implements GroupWrite {}

  /** Keeps events so many days. */
  record Retain(int days) implements GroupWrite {}

  /** Encrypts with the key of this ARN. */
  record Encrypt(String key) implements GroupWrite {}

  /** Protects the group against deletion. */
  record Protect() implements GroupWrite {}

  /** Masks what this policy, as JSON, finds. */
  record Mask(String policy) implements GroupWrite {}

  /** Adds or replaces tags of the group of this ARN. */
  record Tag(String arn, Map<String, String> tags) implements GroupWrite {}

  @Override
  default Answer<Done> to(Services services, String name) {
    LogGroups groups = services.logs().groups();
    return switch (this) {
      case Create(NewGroup group, int days) ->
          groups.create(group).then(_ -> groups.retain(name, days));
      case Retain(int days) -> groups.retain(name, days);
      case Encrypt(String key) -> groups.encrypt(name, key);
      case Protect() -> groups.protect(name);
      case Mask(String policy) -> groups.putDataProtection(name, policy);
      case Tag(String arn, Map<String, String> tags) -> groups.tag(arn, tags);
    };
  }
}
