package io.hipaaoperator.retention;

import io.hipaaoperator.api.HeldObjects;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus.BucketHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.Ending;
import io.hipaaoperator.objects.Ending.Rest;
import io.hipaaoperator.objects.HoldOrder;
import java.util.List;
import java.util.Optional;

/**
 * Whether a hold that is declared for objects of a policy is not known to be on all of them: until
 * it is, no rule ends any. A bucket without Object Lock can't be held, so none of it ends.
 */
record ObjectsHeldBack(Fact<List<LegalHold>> holds, ObjectTarget objects) {

  /** Why nothing ends; empty where something may. */
  Optional<Rest> why() {
    return switch (holds) {
      case Fact.Unreachable<List<LegalHold>>(String why, _) ->
          rest("whether there are legal holds is not known: " + why);
      case Fact.Known<List<LegalHold>>(List<LegalHold> all) ->
          all.stream()
              .filter(this::isPending)
              .map(hold -> hold.getMetadata().getNamespace())
              .sorted()
              .findFirst()
              .flatMap(
                  namespace ->
                      rest(
                          "a LegalHold of namespace %s covers objects of %s and is not on all of them; nothing ends until it is"
                              .formatted(namespace, objects.bucket())));
    };
  }

  private static Optional<Rest> rest(String why) {
    return Optional.of(new Rest("HoldPending", why));
  }

  private boolean isPending(LegalHold hold) {
    return !hold.getSpec().isReleased()
        && hold.getSpec().buckets().stream().anyMatch(this::concerns)
        && !isLaid(hold);
  }

  private boolean concerns(HeldObjects held) {
    return held.bucket().equals(objects.bucket())
        && (held.keys().isEmpty()
            ? meets(held.prefix() == null ? "" : held.prefix())
            : held.keys().stream().anyMatch(key -> key.startsWith(objects.prefix())));
  }

  private boolean meets(String prefix) {
    return Ending.overlap(prefix, objects.prefix());
  }

  private boolean isLaid(LegalHold hold) {
    String digest = HoldOrder.digest(hold.getSpec(), objects.bucket());
    return HoldStatus.of(hold).buckets().stream()
        .filter(it -> it.name().equals(objects.bucket()))
        .filter(it -> it.state() == HoldState.Acknowledged)
        .map(BucketHold::digest)
        .anyMatch(digest::equals);
  }
}
