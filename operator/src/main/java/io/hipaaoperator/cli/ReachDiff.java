package io.hipaaoperator.cli;

import io.hipaaoperator.network.Matrix;
import java.util.List;

/**
 * What a change does to reachability.
 *
 * @param opened paths that were not there before
 * @param closed paths that are not there any more
 */
record ReachDiff(List<Matrix.Row> opened, List<Matrix.Row> closed) {

  static ReachDiff of(ReachMap before, ReachMap after) {
    Matrix old = before.matrix(before.concernsPhi());
    Matrix now = after.matrix(after.concernsPhi());
    return new ReachDiff(now.beyond(old), old.beyond(now));
  }

  boolean isEmpty() {
    return opened.isEmpty() && closed.isEmpty();
  }
}
