package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeySpec.KeyRef;
import io.hipaaoperator.external.Obstacle;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whose a key or an alias in AWS is when several resources name it: that of the oldest, so that no
 * two put back each other's writes. A key that carries the uid of a resource is that one's in any
 * case.
 *
 * @param named the resources that have a name, as {@link #names} lists them
 */
public record KeyOwners(Function<String, Collection<EncryptionKey>> named) {
  private static final Comparator<EncryptionKey> OLDEST =
      Comparator.<EncryptionKey, String>comparing(
              resource ->
                  Objects.requireNonNullElse(resource.getMetadata().getCreationTimestamp(), ""))
          .thenComparing(resource -> resource.getMetadata().getUid());

  /** What a resource goes by in AWS: what it declares, its uid, and the key that it has. */
  public static List<String> names(EncryptionKey resource) {
    return Stream.of(
            declared(resource),
            Stream.of(resource.getMetadata().getUid()),
            Optional.ofNullable(resource.getStatus()).map(status -> status.arn()).stream())
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }

  /** Its alias, and the key that it adopts. */
  private static Stream<String> declared(EncryptionKey resource) {
    return Stream.concat(
        Stream.of(resource.getSpec().alias()),
        resource.getSpec().adopts().map(KeyRef::id).stream());
  }

  /** An older resource that goes by what this one declares, which keeps this one from it. */
  Optional<Obstacle> older(EncryptionKey resource) {
    return declared(resource).flatMap(name -> older(resource, name).stream()).findFirst();
  }

  /** An older resource that goes by this name. */
  Optional<Obstacle> older(EncryptionKey resource, String name) {
    return named.apply(name).stream()
        .filter(other -> OLDEST.compare(other, resource) < 0)
        .min(OLDEST)
        .map(other -> taken(name, other));
  }

  private static Obstacle taken(String name, EncryptionKey other) {
    return Obstacle.stalled(
        "KeyTaken",
        "%s is that of the EncryptionKey %s, which is older"
            .formatted(name, other.getMetadata().getName()));
  }

  /** Whether there is a resource of this uid. */
  boolean isLiving(String uid) {
    return !named.apply(uid).isEmpty();
  }
}
