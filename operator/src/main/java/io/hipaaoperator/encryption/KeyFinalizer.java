package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.util.List;
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
    return isEnding(resource) && isOn(resource);
  }

  private static boolean isEnding(EncryptionKey resource) {
    return resource.getMetadata().getDeletionTimestamp() != null;
  }

  /** Puts it on a resource whose key is to be deleted with it, and takes it off any other. */
  Kept kept(EncryptionKey resource) {
    boolean wanted = resource.getSpec().deletesKey();
    if (wanted == isOn(resource) || isEnding(resource)) {
      return new Kept(resource, Optional.empty());
    }
    return wanted
        ? write(resource, new Write.Apply(patch(resource), Optional.of(resource), List.of()))
        : released(resource);
  }

  /** Lets a resource go. It may be another who put it on, as from a backup. */
  Kept released(EncryptionKey resource) {
    int place = resource.getMetadata().getFinalizers().indexOf(NAME);
    return write(resource, new Write.Remove(resource, List.of("/metadata/finalizers/" + place)));
  }

  private Kept write(EncryptionKey resource, Write write) {
    Outcome outcome = writing.apply(write);
    return new Kept(
        outcome.answer().map(EncryptionKey.class::cast).orElse(resource), outcome.refusal());
  }

  private static EncryptionKey patch(EncryptionKey resource) {
    var patch = new EncryptionKey();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withUid(resource.getMetadata().getUid())
            .withFinalizers(NAME)
            .build());
    return patch;
  }
}
