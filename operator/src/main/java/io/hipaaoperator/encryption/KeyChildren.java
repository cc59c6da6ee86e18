package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.children.ChildPass;

/** Keeps what an EncryptionKey has in the cluster. */
public interface KeyChildren {

  /** One pass over the children of a resource. */
  ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place);

  /** What is to be done about the data keys of a resource. */
  DataKeyPlan dataKeys(EncryptionKey resource, KeyPlace place);

  /**
   * One pass over the ConfigMaps of data keys alone, of a resource that was deleted and is held:
   * nothing collects them, and all else goes with it.
   */
  ChildPass keepDataKeys(EncryptionKey resource, Enforcement enforcement);

  /** These, and others of the same resource. */
  default KeyChildren and(Some others) {
    KeyChildren these = this;
    return new KeyChildren() {
      @Override
      public ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place) {
        return these
            .keep(resource, enforcement, place)
            .and(others.keep(resource, enforcement, place));
      }

      @Override
      public DataKeyPlan dataKeys(EncryptionKey resource, KeyPlace place) {
        return these.dataKeys(resource, place);
      }

      @Override
      public ChildPass keepDataKeys(EncryptionKey resource, Enforcement enforcement) {
        return these.keepDataKeys(resource, enforcement);
      }
    };
  }

  /** Keeps more that it has. */
  interface Some {
    /** One pass over these children of a resource. */
    ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place);
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
