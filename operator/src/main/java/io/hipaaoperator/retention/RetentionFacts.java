package io.hipaaoperator.retention;

import io.hipaaoperator.control.FactKind;

/** The kinds of facts that are read about a policy. */
public final class RetentionFacts {
  /** How its runs went. */
  public static final FactKind<RunState> RUNS = FactKind.named("the runs of the purge");

  private RetentionFacts() {}
}
