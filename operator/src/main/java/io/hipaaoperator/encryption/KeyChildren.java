package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.children.ChildPass;

/** Keeps what an EncryptionKey has in the cluster. */
public interface KeyChildren {

  /** One pass over the children of a resource. */
  ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place);

  /** These, and others of the same resource. */
  default KeyChildren and(KeyChildren others) {
    return (resource, enforcement, place) ->
        keep(resource, enforcement, place).and(others.keep(resource, enforcement, place));
  }

  /**
   * Where the key is.
   *
   * @param arn its ARN
   * @param region its region
   * @param admits whether its policy was seen to be as declared, so that those it names may use it
   */
  record KeyPlace(String arn, String region, boolean admits) {}
}
