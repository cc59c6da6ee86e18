package io.hipaaoperator.objects;

import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.objects.HoldOrder.Range;
import java.util.List;
import java.util.Optional;

/**
 * What of a hold has no version at all, by field and never by key: a key that is not there may be a
 * slip, and then what should be held is not.
 *
 * @param order the LegalHold
 * @param bucket name of the bucket
 * @param sweep a look that ended
 */
record EmptyRanges(HoldOrder order, String bucket, Sweep sweep) {

  /** What that makes of the hold. */
  record Lack(HoldState state, String why) {}

  /** A key without a version is not held; below a prefix one may come yet, and nobody knows. */
  Optional<Lack> why() {
    List<Integer> keys = sweep.empty().stream().filter(this::isKey).toList();
    return keys.isEmpty() ? prefixes() : Optional.of(new Lack(HoldState.Failed, words(keys)));
  }

  private Optional<Lack> prefixes() {
    return sweep.empty().stream()
        .findFirst()
        .map(it -> order.fields(bucket).get(it) + ": no version begins so yet")
        .map(why -> new Lack(HoldState.Unverified, why));
  }

  private boolean isKey(int range) {
    return order.ranges(bucket).get(range).isKey();
  }

  private String words(List<Integer> empty) {
    long keys = order.ranges(bucket).stream().filter(Range::isKey).count();
    return "%d of %d keys %s no version, first %s"
        .formatted(
            empty.size(),
            keys,
            empty.size() == 1 ? "has" : "have",
            order.fields(bucket).get(empty.getFirst()));
  }
}
