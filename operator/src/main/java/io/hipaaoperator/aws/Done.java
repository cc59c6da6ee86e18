package io.hipaaoperator.aws;

/** It is done; there is nothing more to say. */
public enum Done {
  DONE
}
