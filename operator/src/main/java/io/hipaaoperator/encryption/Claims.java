package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import java.util.Optional;

/** Where the status of a resource is kept. */
public interface Claims {

  /** The resource with the newest status known. */
  EncryptionKey newest(EncryptionKey cached);

  /**
   * Writes the status, unless somebody else wrote meanwhile: then empty.
   *
   * @return the resource as it is now
   */
  Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status);
}
