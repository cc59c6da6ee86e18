package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;

/**
 * B18: somebody is told when a function fails or an API answers with errors. That the message
 * arrives he has to state.
 */
public final class ServicesWatched {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "B18",
          "CloudWatch alarms",
          Citation.required("164.308(a)(6)(ii)"),
          List.of("SI-4(5)"),
          Severity.IMPORTANT,
          List.of(AuditFacts.ALARMS, AuditFacts.REVIEWS),
          List.of(),
          (sink, facts) -> sink.spec().alarms().areAny(),
          ServicesWatched::check,
          (sink, facts) -> List.of());

  private ServicesWatched() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    List<Provision> alarms = facts.known(AuditFacts.ALARMS);
    return Provisions.proven(
        Provisions.verdict(alarms, "alarms"),
        Provisions.tried(alarms, facts.known(AuditFacts.REVIEWS)));
  }
}
