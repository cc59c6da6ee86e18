package io.hipaaoperator.workload;

import io.hipaaoperator.kube.Refusal;

/** The server did not answer a write. The status says so; the pass is to be tried again. */
final class UnansweredWrite extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnansweredWrite(Refusal refusal) {
    super(refusal.kind() + " " + refusal.name() + ": " + refusal.reason());
  }

  static void raise(Refusal refusal) {
    throw new UnansweredWrite(refusal);
  }
}
