package io.hipaaoperator.retention;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.BucketHolds;
import io.hipaaoperator.objects.BucketHolds.Held;
import io.hipaaoperator.objects.HoldOrder;
import java.util.List;

/** Keeps what a hold says of buckets, as far as the operator may. */
record BucketsOf(RetentionCluster cluster, BucketHolds buckets, Enforcement most) {

  /** How it is in each. */
  Held over(DeclaredHold hold, LegalHoldStatus before) {
    var order = order(hold);
    return most == Enforcement.Enforce
        ? buckets.over(order, before.buckets(), this::others)
        : Held.unlooked(
            hold.spec().buckets().stream()
                .map(it -> it.bucket())
                .distinct()
                .map(BucketsOf::unheld)
                .toList());
  }

  private static BucketHold unheld(String bucket) {
    return new BucketHold(
        bucket,
        HoldState.Pending,
        null,
        null,
        null,
        null,
        "nothing is held in Observe mode, and nothing looked at");
  }

  private Fact<List<HoldOrder>> others() {
    return cluster
        .holds()
        .map(
            all ->
                all.stream()
                    .filter(it -> !it.getSpec().buckets().isEmpty())
                    .map((LegalHold it) -> order(DeclaredHold.of(it)))
                    .toList());
  }

  private static HoldOrder order(DeclaredHold hold) {
    return new HoldOrder(hold.uid(), hold.namespace(), hold.generation(), hold.spec());
  }
}
