package io.hipaaoperator.apiserver;

import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.control.Fact;
import java.util.Optional;

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

  /** What is concluded of the key that the cluster has been given; empty where it has none. */
  public EncryptionLook of(Fact<Optional<String>> given) {
    return switch (given) {
      case Fact.Unreachable<Optional<String>>(String why, boolean refused) ->
          EncryptionLook.of(refused ? State.Refused : State.NotReadable, why);
      case Fact.Known<Optional<String>>(Optional<String> key) ->
          key.map(this::with)
              .orElseGet(
                  () ->
                      EncryptionLook.of(
                          State.NotEncrypted,
                          "%s was given no key: EKS encrypts with one of its own, if at all"
                              .formatted(name())));
    };
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
