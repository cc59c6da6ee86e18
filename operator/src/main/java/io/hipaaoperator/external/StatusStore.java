package io.hipaaoperator.external;

import java.util.Optional;

/**
 * Where the status of a resource is kept.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public interface StatusStore<R, S> {

  /** The resource with the newest status known. */
  R newest(R cached);

  /**
   * Writes the status, unless somebody else wrote meanwhile: then empty.
   *
   * @return the resource as it is now
   */
  Optional<R> write(R resource, S status);
}
