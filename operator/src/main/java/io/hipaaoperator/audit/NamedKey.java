package io.hipaaoperator.audit;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.status.StatusConditions;
import java.util.Objects;
import java.util.Optional;

/**
 * The EncryptionKey that an AuditSink names.
 *
 * @param name its name
 * @param arn ARN of the KMS key, once there is one
 * @param isReady whether it is as declared
 */
public record NamedKey(String name, Optional<String> arn, boolean isReady) {

  /** The one of this name; one that does not exist has no key. */
  static NamedKey of(String name, Optional<EncryptionKey> found) {
    EncryptionKeyStatus status =
        found
            .map(key -> Objects.requireNonNullElse(key.getStatus(), EncryptionKeyStatus.NONE))
            .orElse(EncryptionKeyStatus.NONE);
    return new NamedKey(
        name,
        Optional.ofNullable(status.arn()),
        StatusConditions.find("Ready", status.conditions())
            .filter(ready -> ready.getStatus().equals("True"))
            .isPresent());
  }

  /** Whether a log group can be made with it. */
  boolean isUsable() {
    return arn.isPresent() && isReady;
  }

  /** What is awaited, for people. */
  String waiting() {
    return waiting("spec.logGroup.keyRef");
  }

  /** What is awaited, for people, where another field names the key. */
  String waiting(String field) {
    return field
        + ": EncryptionKey "
        + name
        + (arn.isPresent() ? " is not Ready" : " has no key in AWS");
  }
}
