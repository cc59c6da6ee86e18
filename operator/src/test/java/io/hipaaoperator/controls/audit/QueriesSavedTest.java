package io.hipaaoperator.controls.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.audit.AuditFacts;
import io.hipaaoperator.audit.Declared;
import io.hipaaoperator.audit.Provision;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A24. */
class QueriesSavedTest {
  @Test
  void savedQueriesComply() {
    assertThat(verdict(saved("by-user"), saved("by-date"), saved("by-resource")))
        .isEqualTo(
            Verdict.compliant(
                "saved: phi-access-by-user, phi-access-by-date, phi-access-by-resource; their"
                    + " review is not looked at"));
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
    assertThat(judged(Facts.none())).isInstanceOf(Verdict.Undetermined.class);
  }

  private static Provision saved(String what) {
    return new Provision("phi-access-" + what, true, Optional.empty());
  }

  private static Verdict verdict(Provision... queries) {
    return judged(Facts.none().with(AuditFacts.QUERIES, List.of(queries)));
  }

  private static Verdict judged(Facts facts) {
    return QueriesSaved.CONTROL.judge(Declared.audit(), facts).orElseThrow().verdict();
  }
}
