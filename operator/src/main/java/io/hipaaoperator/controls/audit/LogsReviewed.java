package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.audit.StatedReviews;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * B12, the part in CloudWatch: queries for a review are saved, and alarms look at the events. That
 * somebody reads the log, and that the alarms reach him, he has to state.
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
          List.of(AuditFacts.ALARMS, AuditFacts.REVIEWS),
          List.of(),
          (sink, facts) -> true,
          LogsReviewed::check,
          (sink, facts) -> List.of());

  private LogsReviewed() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    return Verdict.worst(
        List.of(
            alarms(facts.known(AuditFacts.ALARMS), facts.known(AuditFacts.REVIEWS)),
            switch (facts.get(AuditFacts.QUERIES)) {
              case Fact.Known<List<Provision>>(List<Provision> queries) ->
                  queries(queries, facts.known(AuditFacts.REVIEWS));
              case Fact.Unreachable<List<Provision>>(String why, _) -> Verdict.undetermined(why);
            }));
  }

  private static Verdict alarms(List<Provision> alarms, StatedReviews reviews) {
    return alarms.isEmpty()
        ? Verdict.violated(
            "nobody is told: none of alarms.failedLogins, bulkReads, exports and offHours is"
                + " declared")
        : Provisions.proven(
            Provisions.verdict(alarms, "alarms"), Provisions.tried(alarms, reviews));
  }

  private static Verdict queries(List<Provision> queries, StatedReviews reviews) {
    List<String> names = queries.stream().map(Provision::name).toList();
    return Provisions.proven(
        Provisions.verdict(queries, "saved queries"),
        Stream.of(
            reviews.newest(
                review -> review.queries().stream().anyMatch(names::contains),
                "that somebody reviews the log is not stated in spec.reviews")));
  }
}
