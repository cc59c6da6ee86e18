package io.hipaaoperator.apiserver;

import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.aws.Clusters.Encryption;
import io.hipaaoperator.control.Fact;

/**
 * Whether a cluster of EKS encrypts with a key, from its own setting. What EKS makes of it nobody
 * outside of it can see.
 *
 * @param cluster its name
 * @param arn ARN of the key
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html">Envelope
 *     encryption in EKS</a>
 */
public record EksJudgement(String cluster, String arn) {

  /** What is concluded of what the cluster says. */
  public EncryptionLook of(Fact<Encryption> said) {
    return switch (said) {
      case Fact.Unreachable<Encryption>(String why, boolean refused) ->
          EncryptionLook.of(refused ? State.Refused : State.NotReadable, why);
      case Fact.Known<Encryption>(Encryption encryption) when !encryption.isInForce() ->
          EncryptionLook.of(
              State.NotReadable,
              "%s is %s, not ACTIVE: what it encrypts with may not be in force"
                  .formatted(name(), encryption.state()));
      case Fact.Known<Encryption>(Encryption encryption) ->
          encryption.key().map(this::with).orElseGet(this::without);
    };
  }

  private EncryptionLook without() {
    return EncryptionLook.of(
        State.NotEncrypted,
        "%s was given no key: EKS encrypts with one of its own, if at all".formatted(name()));
  }

  /** An alias may lead elsewhere by now than when the cluster was given it. */
  private EncryptionLook with(String key) {
    if (key.equals(arn)) {
      return EncryptionLook.of(
          State.Encrypted,
          name() + " was given the key; how it stores what was there before is not told");
    }
    return key.contains(":alias/")
        ? EncryptionLook.of(
            State.NotReadable, "%s names an alias, not a key: %s".formatted(name(), key))
        : EncryptionLook.of(
            State.AnotherKey, "%s was given another key: %s".formatted(name(), key));
  }

  private String name() {
    return "EKS cluster " + cluster;
  }
}
