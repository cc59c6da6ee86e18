package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.Kms;
import java.util.Map;

/** One change to a key, decided but not made. */
sealed interface KeyWrite {

  /** Gives the key an alias that nothing has. */
  record CreateAlias(String alias) implements KeyWrite {}

  /** Moves the alias back to the key. */
  record MoveAlias(String alias) implements KeyWrite {}

  /** Describes the key. */
  record Describe(String description) implements KeyWrite {}

  /** Adds or replaces tags. */
  record Tag(Map<String, String> tags) implements KeyWrite {}

  /** Replaces the policy. */
  record PutPolicy(String policy) implements KeyWrite {}

  /** Rotates the key. */
  record Rotate(int periodDays) implements KeyWrite {}

  /** Keeps the key. */
  record CancelDeletion() implements KeyWrite {}

  /** Makes the change to the key of this id. */
  default Answer<Done> to(String id, Kms kms) {
    return switch (this) {
      case CreateAlias(String alias) -> kms.createAlias(alias, id);
      case MoveAlias(String alias) -> kms.moveAlias(alias, id);
      case Describe(String description) -> kms.describe(id, description);
      case Tag(Map<String, String> tags) -> kms.tag(id, tags);
      case PutPolicy(String policy) -> kms.putPolicy(id, policy);
      case Rotate(int periodDays) -> kms.rotate(id, periodDays);
      case CancelDeletion() -> kms.cancelDeletion(id);
    };
  }
}
