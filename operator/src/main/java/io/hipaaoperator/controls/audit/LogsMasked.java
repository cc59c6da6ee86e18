package io.hipaaoperator.controls.audit;

import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.HealthIdentifier;
import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A9: what identifies a person is masked in the events that CloudWatch takes from now on. It is
 * configured, and an event of our own proves that it works.
 */
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
    Set<String> missing = missing(sink, masked);
    return missing.isEmpty()
        ? proven("configured to mask " + String.join(", ", masked), facts.get(AuditFacts.PROOF))
        : Verdict.violated("not masked: " + String.join(", ", missing));
  }

  private static Set<String> missing(DeclaredSink sink, Set<String> masked) {
    return sink.spec().logGroup().dataProtection().identifiers().stream()
        .map(HealthIdentifier::id)
        .filter(id -> !masked.contains(id))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is configured counts once it was seen to work. */
  private static Verdict proven(String configured, Fact<Proof> fact) {
    return switch (fact) {
      case Fact.Known<Proof>(Proof proof) -> proven(configured, proof);
      case Fact.Unreachable<Proof>(String why, _) ->
          Verdict.undetermined(configured + ", not proven: " + why);
    };
  }

  private static Verdict proven(String configured, Proof proof) {
    return switch (proof.result()) {
      case Proven ->
          Boolean.TRUE.equals(proof.masked())
              ? new Verdict.Compliant(
                  List.of(configured, "proven " + proof.time() + ": " + proof.message()))
              : Verdict.undetermined(
                  configured + ", not proven: Ssn-US is not among the identifiers");
      case NotMasked -> Verdict.violated(configured + ", but " + proof.message());
      case NotFound, NotDetermined, Pending ->
          Verdict.undetermined(configured + ", not proven: " + proof.message());
    };
  }
}
