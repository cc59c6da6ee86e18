package io.hipaaoperator.controls.retention;

import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.retention.DeclaredHold;
import io.hipaaoperator.retention.RetentionFacts;
import java.util.List;

/**
 * A12 of a LegalHold: what is declared to be held is, in every database. What these have committed
 * says so, not that it was asked for.
 */
public final class HoldsInForce {
  /** The control. */
  public static final Control<DeclaredHold> CONTROL =
      new Control<>(
          "A12",
          "Automated retention + legal hold",
          Citation.required("164.310(d)(2)(i)"),
          List.of("SI-12"),
          Severity.CRITICAL,
          List.of(RetentionFacts.IN_FORCE),
          List.of(),
          (hold, facts) -> true,
          (hold, facts) -> facts.known(RetentionFacts.IN_FORCE).verdict(),
          (hold, facts) -> List.of());

  private HoldsInForce() {}
}
