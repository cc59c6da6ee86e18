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
 * A19, the part in CloudWatch: somebody is told of log-ins that fail again and again. That he is,
 * and that the account is locked, which is up to who checks the password, he has to state.
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
          List.of(AuditFacts.ALARMS, AuditFacts.REVIEWS),
          List.of(),
          (sink, facts) -> sink.spec().alarms().failedLogins() != null,
          FailedLoginsTold::check,
          (sink, facts) -> List.of());

  private FailedLoginsTold() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    List<Provision> alarm =
        Provisions.of(facts.known(AuditFacts.ALARMS), List.of(EventAlarm.FAILED_LOGINS));
    StatedReviews reviews = facts.known(AuditFacts.REVIEWS);
    return Provisions.proven(
        Provisions.verdict(alarm, "alarm"),
        Stream.concat(
            Provisions.tried(alarm, reviews),
            Stream.of(
                reviews.newest(
                    Review::sawLockout,
                    "that an account is locked is not stated in spec.reviews"))));
  }
}
