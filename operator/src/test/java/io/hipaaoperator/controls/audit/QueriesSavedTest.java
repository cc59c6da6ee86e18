package io.hipaaoperator.controls.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.Declared;
import io.hipaaoperator.audit.DeclaredSink;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.audit.StatedReviews;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A24. */
class QueriesSavedTest {
  private static final DeclaredSink REVIEWED = Declared.audit(Declared.reviewed("2026-01-01"));

  @Test
  void savedQueriesThatSomebodyReadsComply() {
    assertThat(judged(REVIEWED, saved("by-user"), saved("by-date"), saved("by-resource")))
        .isEqualTo(
            new Verdict.Compliant(
                List.of(
                    "saved: phi-access-by-user, phi-access-by-date, phi-access-by-resource",
                    "reviewed on 2026-01-01, stated by the privacy officer, not proven; to be done"
                        + " again by 2026-02-01")));
  }

  /** To be saved is not to be read. */
  @Test
  void savedQueriesThatNobodySaysHeReadsAreNotKnownToComply() {
    assertThat(verdict(saved("by-user"), saved("by-date"), saved("by-resource")))
        .isEqualTo(
            new Verdict.Undetermined(
                List.of(
                    "that somebody reads phi-access-by-user is not stated in spec.reviews",
                    "that somebody reads phi-access-by-date is not stated in spec.reviews",
                    "that somebody reads phi-access-by-resource is not stated in spec.reviews",
                    "saved: phi-access-by-user, phi-access-by-date, phi-access-by-resource")));
  }

  @Test
  void oneThatIsMissingOrChangedViolates() {
    var changed = new Provision("phi-access-by-date", true, Optional.of("is not as declared"));

    assertThat(verdict(saved("by-user"), changed, saved("by-resource")))
        .isEqualTo(Verdict.violated("phi-access-by-date is not as declared"));
  }

  @Test
  void whoDeclaresNoneOfThemIsToldWhere() {
    assertThat(verdict(saved("by-user"), saved("by-date")))
        .isEqualTo(
            Verdict.violated(
                "phi-access-by-resource is declared neither by queries.builtIn nor in"
                    + " queries.own"));
  }

  @Test
  void whatCouldNotBeReadIsUndetermined() {
    Facts facts = Facts.none().with(AuditFacts.REVIEWS, reviews(REVIEWED));

    assertThat(judged(REVIEWED, facts)).isInstanceOf(Verdict.Undetermined.class);
  }

  private static Provision saved(String what) {
    return new Provision("phi-access-" + what, true, Optional.empty());
  }

  private static Verdict verdict(Provision... queries) {
    return judged(Declared.audit(), queries);
  }

  private static Verdict judged(DeclaredSink sink, Provision... queries) {
    return judged(
        sink,
        Facts.none()
            .with(AuditFacts.QUERIES, List.of(queries))
            .with(AuditFacts.REVIEWS, reviews(sink)));
  }

  private static Verdict judged(DeclaredSink sink, Facts facts) {
    return QueriesSaved.CONTROL.judge(sink, facts).orElseThrow().verdict();
  }

  private static StatedReviews reviews(DeclaredSink sink) {
    return StatedReviews.of(sink.spec().reviews(), sink.now());
  }
}
