package io.hipaaoperator.cli;

import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.network.Matrix;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a change does to reachability.
 *
 * @param opened paths that were not there before
 * @param closed paths that are not there any more
 */
record ReachDiff(List<Matrix.Row> opened, List<Matrix.Row> closed) {

  /** Every path that opens or closes. */
  static ReachDiff of(ReachMap before, ReachMap after) {
    return of(before, after, ReachMap.everything());
  }

  /** Those of which one end handles PHI, before or after. */
  static ReachDiff ofPhi(ReachMap before, ReachMap after) {
    return of(
        before,
        after,
        ReachMap.everything()
            .and((from, to) -> before.isOfPhi(from, to) || after.isOfPhi(from, to)));
  }

  private static ReachDiff of(ReachMap before, ReachMap after, BiPredicate<Group, Group> asked) {
    Matrix old = before.matrix(asked);
    Matrix now = after.matrix(asked);
    return new ReachDiff(now.beyond(old), old.beyond(now));
  }

  boolean isEmpty() {
    return opened.isEmpty() && closed.isEmpty();
  }
}
