package io.hipaaoperator.controls.network;

import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.network.Opening;
import io.hipaaoperator.workload.IsolationPolicies;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.util.List;

/**
 * A25: nobody reaches PHI, and PHI reaches nobody, over a path that its owner has not declared.
 * What is judged is what the policies say; that the cluster's network enforces them is for a live
 * probe to prove.
 */
public final class PhiApart {
  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          "A25",
          "PHI and non-PHI workloads separated",
          Citation.required("164.312(a)(1)"),
          List.of("AC-4", "SC-32"),
          Severity.IMPORTANT,
          List.of(WorkloadFacts.POLICIES, WorkloadFacts.PATHS, WorkloadFacts.PEERS),
          List.of(WorkloadFacts.OTHER_POLICIES),
          (workload, facts) -> true,
          PhiApart::check,
          (workload, facts) -> IsolationPolicies.of(workload, facts.known(WorkloadFacts.PEERS)));

  private PhiApart() {}

  private static Verdict check(Workload workload, Facts facts) {
    List<Opening> openings = facts.known(WorkloadFacts.PATHS).undeclared();
    return openings.isEmpty()
        ? Verdict.compliant("declared paths only, in both directions")
        : new Verdict.Violated(openings.stream().map(Opening::toString).toList());
  }
}
