package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;

/**
 * B12, the part in CloudWatch: queries for a review are saved, and somebody is told of what the
 * alarms look at. Whether anybody reviews is not looked at.
 */
public final class LogsReviewed {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "B12",
          "Log review + alerting",
          Citation.required("164.308(a)(1)(ii)(D)"),
          List.of("AU-6", "SI-4(5)"),
          Severity.IMPORTANT,
          List.of(AuditFacts.ALARMS),
          List.of(),
          (sink, facts) -> sink.spec().alarms().countEvents(),
          LogsReviewed::check,
          (sink, facts) -> List.of());

  private LogsReviewed() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    return Verdict.worst(
        List.of(
            Provisions.verdict(facts.known(AuditFacts.ALARMS), "alarms", ""),
            switch (facts.get(AuditFacts.QUERIES)) {
              case Fact.Known<List<Provision>>(List<Provision> queries) ->
                  Provisions.verdict(queries, "saved queries", "; the review is not looked at");
              case Fact.Unreachable<List<Provision>>(String why, _) -> Verdict.undetermined(why);
            }));
  }
}
