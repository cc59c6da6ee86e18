package io.hipaaoperator.encryption;

import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.external.ResourceFinalizer;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.util.Optional;
import java.util.function.Function;

/**
 * The finalizer that keeps an EncryptionKey which is deleted until AWS was told to delete its key.
 * Only one that declares this has it: all others go, also where no operator is running.
 *
 * @param writing makes a write
 */
public record KeyFinalizer(Function<Write, Outcome> writing) {
  /** Its name. */
  static final String NAME = Api.GROUP + "/key-deletion";

  /** The resource as it is after a write, and why that was not made. */
  record Kept(EncryptionKey resource, Optional<Refusal> refusal) {}

  /** Whether a resource has it. */
  static boolean isOn(EncryptionKey resource) {
    return resource.getMetadata().getFinalizers().contains(NAME);
  }

  /** Whether a resource is deleted, and waits for us. */
  static boolean isHeld(EncryptionKey resource) {
    return ResourceFinalizer.isEnding(resource) && isOn(resource);
  }

  /** Puts it on a resource whose key is to be deleted with it, and takes it off any other. */
  Kept kept(EncryptionKey resource) {
    boolean wanted = resource.getSpec().deletesKey();
    if (wanted == isOn(resource) || ResourceFinalizer.isEnding(resource)) {
      return new Kept(resource, Optional.empty());
    }
    return wanted ? kept(finalizer().put(resource)) : released(resource);
  }

  /** Lets a resource go. It may be another who put it on, as from a backup. */
  Kept released(EncryptionKey resource) {
    return kept(finalizer().released(resource));
  }

  private static Kept kept(ResourceFinalizer.Kept<EncryptionKey> kept) {
    return new Kept(kept.resource(), kept.refusal());
  }

  private ResourceFinalizer<EncryptionKey> finalizer() {
    return new ResourceFinalizer<>(NAME, EncryptionKey.class, EncryptionKey::new, writing);
  }
}
