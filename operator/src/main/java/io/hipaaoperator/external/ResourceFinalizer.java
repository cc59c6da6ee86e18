package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A finalizer that keeps a resource which is deleted until what it stands for has ended.
 *
 * @param name its name
 * @param kind the resource's class, of which patches are made
 * @param making an empty resource
 * @param writing makes a write
 * @param <R> the kind
 */
public record ResourceFinalizer<R extends HasMetadata>(
    String name, Class<R> kind, Supplier<R> making, Function<Write, Outcome> writing) {

  /**
   * The resource as it is after a write, and why that was not made.
   *
   * @param <R> the kind
   */
  public record Kept<R>(R resource, Optional<Refusal> refusal) {}

  /** Whether a resource has it. */
  public boolean isOn(R resource) {
    return resource.getMetadata().getFinalizers().contains(name);
  }

  /** Whether a resource is deleted. */
  public static boolean isEnding(HasMetadata resource) {
    return resource.getMetadata().getDeletionTimestamp() != null;
  }

  /** Puts it on a resource that lives and has it not. */
  public Kept<R> put(R resource) {
    return isOn(resource) || isEnding(resource)
        ? new Kept<>(resource, Optional.empty())
        : write(resource, new Write.Apply(patch(resource), Optional.of(resource), List.of()));
  }

  /** Lets a resource go. It may be another who put it on, as from a backup. */
  public Kept<R> released(R resource) {
    int place = resource.getMetadata().getFinalizers().indexOf(name);
    return write(resource, new Write.Remove(resource, List.of("/metadata/finalizers/" + place)));
  }

  private Kept<R> write(R resource, Write write) {
    Outcome outcome = writing.apply(write);
    return new Kept<>(outcome.answer().map(kind::cast).orElse(resource), outcome.refusal());
  }

  private R patch(R resource) {
    R patch = making.get();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .withUid(resource.getMetadata().getUid())
            .withFinalizers(name)
            .build());
    return patch;
  }
}
