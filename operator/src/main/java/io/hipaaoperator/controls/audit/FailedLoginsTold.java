package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.EventAlarm;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;

/**
 * A19, the part in CloudWatch: somebody is told of log-ins that fail again and again. Whether the
 * account is locked is up to who checks the password, and not looked at.
 */
public final class FailedLoginsTold {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "A19",
          "Lockout + alert",
          Citation.addressable("164.308(a)(5)(ii)(C)"),
          List.of("AC-7", "SI-4"),
          Severity.IMPORTANT,
          List.of(AuditFacts.ALARMS),
          List.of(),
          (sink, facts) -> sink.spec().alarms().failedLogins() != null,
          FailedLoginsTold::check,
          (sink, facts) -> List.of());

  private FailedLoginsTold() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    return Provisions.verdict(
        Provisions.of(facts.known(AuditFacts.ALARMS), List.of(EventAlarm.FAILED_LOGINS)),
        "alarm",
        "; lockout is not looked at");
  }
}
