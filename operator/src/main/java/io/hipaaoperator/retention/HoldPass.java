package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HeldPlace;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one pass over a hold saw and did.
 *
 * @param external what every such pass sees and does
 * @param plan what is to be held
 * @param databases how it is in each
 * @param buckets how it is in each
 * @param inForce what that comes to
 */
record HoldPass(
    ExternalPass<Void> external,
    Optional<HoldDocument> plan,
    List<DatabaseHold> databases,
    List<BucketHold> buckets,
    Fact<HoldInForce> inForce) {
  HoldPass {
    databases = List.copyOf(databases);
    buckets = List.copyOf(buckets);
  }

  /** The same pass, with another outcome of what it wrote to the cluster. */
  HoldPass with(ExternalPass<Void> other) {
    return new HoldPass(other, plan, databases, buckets, inForce);
  }

  /** All places of it. */
  List<HeldPlace> places() {
    return Stream.<HeldPlace>concat(databases.stream(), buckets.stream()).toList();
  }

  /** Whether nothing of the hold is in force any more, anywhere. */
  boolean isOver() {
    return inForce instanceof Fact.Known<HoldInForce>(HoldInForce it)
        && it.reason().equals("Released");
  }
}
