package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.api.EncryptionKeyStatus;
import java.util.Optional;
import java.util.UUID;

/** A resource as an API server keeps it: a write of what was changed meanwhile is refused. */
final class Stored implements Claims {
  private EncryptionKey now;
  private int version = 1;

  Stored(EncryptionKeySpec spec) {
    now = version(spec, UUID.randomUUID().toString(), EncryptionKeyStatus.NONE, 1);
  }

  /** The resource as it is now. */
  EncryptionKey get() {
    return now;
  }

  EncryptionKeyStatus status() {
    return now.getStatus();
  }

  String uid() {
    return now.getMetadata().getUid();
  }

  @Override
  public EncryptionKey newest(EncryptionKey cached) {
    return now;
  }

  @Override
  public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
    String seen = resource.getMetadata().getResourceVersion();
    if (!seen.equals(String.valueOf(version))) {
      return Optional.empty();
    }
    now = version(resource.getSpec(), uid(), status, ++version);
    return Optional.of(now);
  }

  private static EncryptionKey version(
      EncryptionKeySpec spec, String uid, EncryptionKeyStatus status, int version) {
    var resource = new EncryptionKey();
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName("clinic")
            .withUid(uid)
            .withGeneration(1L)
            .withResourceVersion(String.valueOf(version))
            .build());
    resource.setSpec(spec);
    resource.setStatus(status);
    return resource;
  }
}
