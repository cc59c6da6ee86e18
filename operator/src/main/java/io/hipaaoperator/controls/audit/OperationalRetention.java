package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;

/** B7: operational logs are kept as long as declared, 90 days at least, and not longer. */
public final class OperationalRetention {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "B7",
          "Lambda logs 90 days",
          Citation.required("164.312(b)"),
          List.of("AU-11"),
          Severity.IMPORTANT,
          List.of(AuditFacts.LOG_GROUP),
          List.of(),
          (sink, facts) -> true,
          OperationalRetention::check,
          (sink, facts) -> List.of());

  private OperationalRetention() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    return facts
        .known(AuditFacts.LOG_GROUP)
        .map(group -> check(group, sink.spec().retentionDays()))
        .orElseGet(() -> Verdict.violated("there is no log group " + sink.group()));
  }

  private static Verdict check(Group group, int declared) {
    if (group.retentionDays().isEmpty()) {
      return Verdict.violated("kept for ever, declared are " + declared + " days");
    }
    int found = group.retentionDays().get();
    return found == declared
        ? Verdict.compliant("kept " + found + " days")
        : Verdict.violated("kept " + found + " days, declared are " + declared);
  }
}
