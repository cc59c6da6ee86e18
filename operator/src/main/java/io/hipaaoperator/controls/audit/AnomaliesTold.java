package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.SinkReviews.Review;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.EventAlarm;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.audit.StatedReviews;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A33: CloudWatch looks for what is odd in the log, and somebody is told of bulk reads, of exports
 * or of access at night. That he looks at what is found, and that he is told, he has to state.
 */
public final class AnomaliesTold {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "A33",
          "Anomaly detection",
          Citation.required("164.308(a)(1)(ii)(D)"),
          List.of("SI-4"),
          Severity.RECOMMENDED,
          List.of(AuditFacts.DETECTORS, AuditFacts.ALARMS, AuditFacts.REVIEWS),
          List.of(),
          (sink, facts) -> sink.spec().anomalies().looks(),
          AnomaliesTold::check,
          (sink, facts) -> List.of());

  private AnomaliesTold() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    List<Provision> alarms =
        Provisions.of(
            facts.known(AuditFacts.ALARMS),
            List.of(EventAlarm.BULK_READS, EventAlarm.EXPORTS, EventAlarm.OFF_HOURS));
    return Provisions.proven(
        Verdict.worst(
            List.of(
                Provisions.verdict(facts.known(AuditFacts.DETECTORS), "at work"),
                alarms.isEmpty()
                    ? Verdict.violated(
                        "nobody is told: none of alarms.bulkReads, exports and offHours is"
                            + " declared")
                    : Provisions.verdict(alarms, "alarms"))),
        proofs(alarms, facts.known(AuditFacts.REVIEWS)));
  }

  private static Stream<Verdict> proofs(List<Provision> alarms, StatedReviews reviews) {
    return Stream.concat(
        Stream.of(
            reviews.newest(
                Review::sawAnomalies,
                "that somebody looks at what is found odd is not stated in spec.reviews")),
        Provisions.tried(alarms, reviews));
  }
}
