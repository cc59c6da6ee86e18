package io.hipaaoperator.aws;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** EBS volumes, as far as it concerns how they are encrypted. */
public interface Volumes {

  /** Volumes by id, for example vol-0123456789abcdef0. One that AWS does not know is absent. */
  Answer<Map<String, Volume>> byId(Collection<String> ids);

  /**
   * A volume.
   *
   * @param isEncrypted whether it is encrypted
   * @param key ARN of the KMS key
   * @param state AWS's word, for example in-use
   */
  record Volume(boolean isEncrypted, Optional<String> key, String state) {}
}
