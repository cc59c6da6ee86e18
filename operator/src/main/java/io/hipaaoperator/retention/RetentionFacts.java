package io.hipaaoperator.retention;

import io.hipaaoperator.control.FactKind;

/** The kinds of facts that are read about policies and holds. */
public final class RetentionFacts {
  /** How its runs went. */
  public static final FactKind<RunState> RUNS = FactKind.named("the runs of the purge");

  /** Whether every database has committed a hold. */
  public static final FactKind<HoldInForce> IN_FORCE = FactKind.named("the rows of the hold");

  private RetentionFacts() {}
}
