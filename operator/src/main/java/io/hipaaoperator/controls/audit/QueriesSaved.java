package io.hipaaoperator.controls.audit;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.DeclaredSink;
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
 * A24, the part in CloudWatch: queries are saved that list access to PHI by user, date and
 * resource, and somebody states that he reads what they tell.
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
          List.of(AuditFacts.QUERIES, AuditFacts.REVIEWS),
          List.of(),
          (sink, facts) -> true,
          QueriesSaved::check,
          (sink, facts) -> List.of());

  private QueriesSaved() {}

  private static Verdict check(DeclaredSink sink, Facts facts) {
    List<Provision> queries = facts.known(AuditFacts.QUERIES);
    List<String> missing = undeclared(queries);
    return missing.isEmpty()
        ? Provisions.proven(
            Provisions.verdict(queries, "saved"), read(facts.known(AuditFacts.REVIEWS)))
        : new Verdict.Violated(missing);
  }

  private static Stream<Verdict> read(StatedReviews reviews) {
    return ASKED.stream()
        .map(
            name ->
                reviews.newest(
                    review -> review.queries().contains(name),
                    "that somebody reads %s is not stated in spec.reviews".formatted(name)));
  }

  private static List<String> undeclared(List<Provision> queries) {
    List<String> declared = queries.stream().map(Provision::name).toList();
    return ASKED.stream()
        .filter(name -> !declared.contains(name))
        .map(name -> name + " is declared neither by queries.builtIn nor in queries.own")
        .toList();
  }
}
