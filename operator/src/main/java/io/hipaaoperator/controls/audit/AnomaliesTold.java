package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.EventAlarm;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;

/**
 * A33: CloudWatch looks for what is odd in the log, and somebody is told of bulk reads, of exports
 * or of access at night. Whether the odd that it finds is looked at is not looked at.
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
          List.of(AuditFacts.DETECTORS, AuditFacts.ALARMS),
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
    return Verdict.worst(
        List.of(
            Provisions.verdict(
                facts.known(AuditFacts.DETECTORS), "at work", "; its findings are not looked at"),
            alarms.isEmpty()
                ? Verdict.violated(
                    "nobody is told: none of alarms.bulkReads, exports and offHours is declared")
                : Provisions.verdict(alarms, "alarms", "")));
  }
}
