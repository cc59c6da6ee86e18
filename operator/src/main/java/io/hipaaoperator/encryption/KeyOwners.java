package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.external.Owners;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whose a key or an alias in AWS is when several resources lead to it. A key that carries the uid
 * of a resource is that one's in any case.
 */
public final class KeyOwners {
  private KeyOwners() {}

  /**
   * Owners among these.
   *
   * @param named the resources that have a name, as {@link #names} lists them
   */
  public static Owners<EncryptionKey> of(Function<String, Collection<EncryptionKey>> named) {
    return new Owners<>("KeyTaken", KeyOwners::declared, named);
  }

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
}
