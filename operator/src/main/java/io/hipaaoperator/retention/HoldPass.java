package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a hold saw and did.
 *
 * @param external what every such pass sees and does
 * @param plan what is to be held
 * @param databases how it is in each
 * @param inForce what that comes to
 */
record HoldPass(
    ExternalPass<Void> external,
    Optional<HoldDocument> plan,
    List<DatabaseHold> databases,
    Fact<HoldInForce> inForce) {
  HoldPass {
    databases = List.copyOf(databases);
  }

  /** Whether nothing of the hold is in force any more, anywhere. */
  boolean isOver() {
    return inForce instanceof Fact.Known<HoldInForce>(HoldInForce it)
        && it.reason().equals("Released");
  }
}
