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
 * A24, the part in CloudWatch: queries are saved that list access to PHI by user, date and
 * resource. Whether somebody reviews what they tell is not looked at.
 */
public final class QueriesSaved {
  private static final List<String> ASKED =
      List.of("phi-access-by-user", "phi-access-by-date", "phi-access-by-resource");

  /** The control. */
  public static final Control<DeclaredSink> CONTROL =
      new Control<>(
          "A24",
          "Saved PHI-access queries, reviewed",
          Citation.required("164.308(a)(1)(ii)(D)"),
          List.of("AU-6", "AU-7"),
          Severity.IMPORTANT,
          List.of(AuditFacts.QUERIES),
          List.of(),
          (sink, facts) -> true,
          QueriesSaved::check,
          (sink, facts) -> List.of());

  private QueriesSaved() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    List<Provision> queries = facts.known(AuditFacts.QUERIES);
    List<String> missing = undeclared(queries);
    return missing.isEmpty()
        ? Provisions.verdict(queries, "saved", "; their review is not looked at")
        : new Verdict.Violated(missing);
  }

  private static List<String> undeclared(List<Provision> queries) {
    List<String> declared = queries.stream().map(Provision::name).toList();
    return ASKED.stream()
        .filter(name -> !declared.contains(name))
        .map(name -> name + " is declared neither by queries.builtIn nor in queries.own")
        .toList();
  }
}
