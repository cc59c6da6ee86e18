package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whose something outside Kubernetes is when several resources declare it: that of the oldest, so
 * that no two put back each other's writes.
 *
 * @param taken reason of the condition of those whose it is not
 * @param declares the names of what a resource declares
 * @param named the resources that go by a name: of what they declare and have, and their uid
 * @param <R> the kind
 */
public record Owners<R extends HasMetadata>(
    String taken,
    Function<R, Stream<String>> declares,
    Function<String, ? extends Collection<R>> named) {
  private static final Comparator<HasMetadata> OLDEST =
      Comparator.<HasMetadata, String>comparing(
              resource ->
                  Objects.requireNonNullElse(resource.getMetadata().getCreationTimestamp(), ""))
          .thenComparing(resource -> resource.getMetadata().getUid());

  /** An older resource that goes by what this one declares, which keeps this one from it. */
  public Optional<Obstacle> older(R resource) {
    return declares.apply(resource).flatMap(name -> older(resource, name).stream()).findFirst();
  }

  /** An older resource that goes by this name. */
  public Optional<Obstacle> older(R resource, String name) {
    return named.apply(name).stream()
        .filter(other -> OLDEST.compare(other, resource) < 0)
        .min(OLDEST)
        .map(other -> taken(name, other));
  }

  private Obstacle taken(String name, R other) {
    return Obstacle.stalled(
        taken,
        "%s is that of the %s %s, which is older"
            .formatted(name, other.getKind(), other.getMetadata().getName()));
  }

  /** The resource of this uid, where there is one. */
  public Optional<R> living(String uid) {
    return named.apply(uid).stream().findFirst().map(resource -> resource);
  }
}
