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
    return wanted == isOn(resource) || isEnding(resource)
        ? new Kept(resource, Optional.empty())
        : write(resource, wanted ? List.of(NAME) : List.of());
  }

  /** Lets a resource go. */
  Kept released(EncryptionKey resource) {
    return write(resource, List.of());
  }

  /** What we own of the finalizers is this one alone. */
  private Kept write(EncryptionKey resource, List<String> finalizers) {
    Outcome outcome =
        writing.apply(
            new Write.Apply(patch(resource, finalizers), Optional.of(resource), List.of()));
    return new Kept(
        outcome.answer().map(EncryptionKey.class::cast).orElse(resource), outcome.refusal());
  }

  private static EncryptionKey patch(EncryptionKey resource, List<String> finalizers) {
    var patch = new EncryptionKey();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withUid(resource.getMetadata().getUid())
            .withFinalizers(finalizers)
            .build());
    return patch;
  }
}
