package io.hipaaoperator.controls.retention;

import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.retention.DeclaredPolicy;
import io.hipaaoperator.retention.RetentionFacts;
import java.util.List;

/**
 * A12: what is older than the policy is deleted, unless it is under legal hold. The newest run says
 * so, not that one is scheduled.
 */
public final class RetentionAutomated {
  /** The control. */
  public static final Control<DeclaredPolicy> CONTROL =
      new Control<>(
          "A12",
          "Automated retention + legal hold",
          Citation.required("164.310(d)(2)(i)"),
          List.of("SI-12"),
          Severity.CRITICAL,
          List.of(RetentionFacts.RUNS),
          List.of(),
          (policy, facts) -> true,
          (policy, facts) -> facts.known(RetentionFacts.RUNS).verdict(),
          (policy, facts) -> List.of());

  private RetentionAutomated() {}
}
