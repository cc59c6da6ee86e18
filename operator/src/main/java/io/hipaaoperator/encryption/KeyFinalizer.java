package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.util.List;
import java.util.Optional;

/**
 * The finalizer that keeps an EncryptionKey which is deleted until AWS was told to delete its key.
 * Only one that declares this has it: all others go, also where no operator is running.
 *
 * @param writer makes the writes
 */
public record KeyFinalizer(Writer writer) {
  /** Its name. */
  static final String NAME = Api.GROUP + "/key-deletion";

  /** Writes to a resource that was looked at. */
  public interface Writer {
    /** Server-side apply of what we own of it. */
    Outcome apply(EncryptionKey patch, EncryptionKey live);

    /** Removes a field, whoever set it. */
    Outcome remove(EncryptionKey live, String pointer);

    /** Through this one. */
    static Writer of(Applier applier) {
      return new Writer() {
        @Override
        public Outcome apply(EncryptionKey patch, EncryptionKey live) {
          return applier.write(new Write.Apply(patch, Optional.of(live), List.of()));
        }

        @Override
        public Outcome remove(EncryptionKey live, String pointer) {
          return applier.removed(live, List.of(pointer));
        }
      };
    }

    /** Writes nothing. */
    static Writer none() {
      var nothing = new Outcome(Optional.empty(), Optional.empty());
      return new Writer() {
        @Override
        public Outcome apply(EncryptionKey patch, EncryptionKey live) {
          return nothing;
        }

        @Override
        public Outcome remove(EncryptionKey live, String pointer) {
          return nothing;
        }
      };
    }
  }

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
    return wanted ? kept(resource, writer.apply(patch(resource), resource)) : released(resource);
  }

  /** Lets a resource go. It may be another who put it on, as from a backup. */
  Kept released(EncryptionKey resource) {
    int place = resource.getMetadata().getFinalizers().indexOf(NAME);
    return kept(resource, writer.remove(resource, "/metadata/finalizers/" + place));
  }

  private static Kept kept(EncryptionKey resource, Outcome outcome) {
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
