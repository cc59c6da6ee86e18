package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.Kms;
import io.hipaaoperator.aws.Kms.Key;
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

  /**
   * Whether AWS makes the change to a key in this state.
   *
   * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key
   *     states</a>
   */
  default boolean isPossible(String state) {
    return switch (this) {
      case PutPolicy _ -> true;
      case Rotate _ -> state.equals(Key.ENABLED);
      case CancelDeletion _ -> state.equals(Key.PENDING_DELETION);
      case CreateAlias _, MoveAlias _, Describe _, Tag _ -> !state.equals(Key.PENDING_DELETION);
    };
  }

  /** Makes the change to the key of this ARN. */
  default Answer<Done> to(String arn, Kms kms) {
    return switch (this) {
      case CreateAlias(String alias) -> there(kms.createAlias(alias, arn));
      case MoveAlias(String alias) -> kms.moveAlias(alias, arn);
      case Describe(String description) -> kms.describe(arn, description);
      case Tag(Map<String, String> tags) -> kms.tag(arn, tags);
      case PutPolicy(String policy) -> kms.putPolicy(arn, policy);
      case Rotate(int periodDays) -> kms.rotate(arn, periodDays);
      case CancelDeletion() -> kms.cancelDeletion(arn);
    };
  }

  /** An alias that AWS has and did not show yet; whose it is, the next look shows. */
  private static Answer<Done> there(Answer<Done> created) {
    return created.isRefusedWith(Kms.EXISTS) ? Answer.known(Done.DONE) : created;
  }
}
