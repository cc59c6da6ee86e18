package io.hipaaoperator.external;

import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.DriftHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what a resource declares, plans, and repairs: everything but the report.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public interface ExternalPasses<R, S> {

  /** Looks once, and does what is to be done. */
  Outcome<R, S> over(R resource);

  /** Forgets what is known of what a resource declares, so that all of it is read anew. */
  default void forget(R resource) {}

  /**
   * What is to be told when a resource is gone, since nothing outside goes with it.
   *
   * @param last the newest status that was made of it, written or not
   */
  List<Announcement> farewell(S last);

  /**
   * What came of a pass.
   *
   * @param resource the resource as it is after what the pass wrote to its status
   * @param pass what was seen and done
   * @param status makes the status
   * @param news what is to be told beside drift and conditions, when the status is written
   * @param soon when at the latest to look again, since something is under way
   */
  record Outcome<R, S>(
      R resource,
      ExternalPass<?> pass,
      StatusOf<S> status,
      List<Announcement> news,
      Optional<Duration> soon) {}

  /** Makes the status out of what was seen. Pure. */
  interface StatusOf<S> {
    /** The status with this history, as of now. */
    S with(DriftHistory history, Instant now);
  }
}
