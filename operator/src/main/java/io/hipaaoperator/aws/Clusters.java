package io.hipaaoperator.aws;

import java.util.Optional;

/** Clusters of EKS, as far as it concerns how they encrypt. None is ever changed. */
public interface Clusters {

  /**
   * What a cluster of this name was given to encrypt with, an ARN of a key or an alias; empty where
   * it was given none.
   */
  Answer<Optional<String>> key(String cluster);
}
