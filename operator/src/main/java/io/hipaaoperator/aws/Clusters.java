package io.hipaaoperator.aws;

import java.util.Optional;

/** Clusters of EKS, as far as it concerns how they encrypt. None is ever changed. */
public interface Clusters {

  /** What the cluster of this name says of how it encrypts. */
  Answer<Encryption> encryption(String cluster);

  /**
   * How a cluster encrypts, as it says itself.
   *
   * @param state its state, such as ACTIVE: in any other one what it says may not be in force
   * @param key what it was given to encrypt with, an ARN of a key or an alias; empty where it was
   *     given none
   */
  record Encryption(String state, Optional<String> key) {
    private static final String ACTIVE = "ACTIVE";

    /** Whether what it says is in force. */
    public boolean isInForce() {
      return state.equals(ACTIVE);
    }
  }
}
