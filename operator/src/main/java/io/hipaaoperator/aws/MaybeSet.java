package io.hipaaoperator.aws;

import java.util.Optional;

/** A setting that AWS refuses to tell where it was never made. */
final class MaybeSet {
  private MaybeSet() {}

  /** What is set; empty where AWS refuses with the code by which it says that nothing is. */
  static <T> Answer<Optional<T>> of(String unset, Answer<T> answer) {
    return answer.isRefusedWith(unset) ? Answer.known(Optional.empty()) : answer.map(Optional::of);
  }
}
