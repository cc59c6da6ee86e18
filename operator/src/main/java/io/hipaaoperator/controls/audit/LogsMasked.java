package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.HealthIdentifier;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A9: what identifies a person is masked in the events that CloudWatch takes from now on. */
public final class LogsMasked {
  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "A9",
          "Logs carry IDs, not PHI",
          Citation.required("164.502(b)"),
          List.of("AU-3(3)"),
          Severity.CRITICAL,
          List.of(AuditFacts.LOG_GROUP, AuditFacts.MASKED),
          List.of(),
          (sink, facts) -> true,
          LogsMasked::check,
          (sink, facts) -> List.of());

  private LogsMasked() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    if (facts.known(AuditFacts.LOG_GROUP).isEmpty()) {
      return Verdict.violated("there is no log group " + sink.group());
    }
    Set<String> masked = facts.known(AuditFacts.MASKED);
    Set<String> missing = new TreeSet<>();
    sink.spec().logGroup().dataProtection().identifiers().stream()
        .map(HealthIdentifier::id)
        .filter(id -> !masked.contains(id))
        .forEach(missing::add);
    return missing.isEmpty()
        ? Verdict.compliant("configured to mask " + String.join(", ", masked))
        : Verdict.violated("not masked: " + String.join(", ", missing));
  }
}
