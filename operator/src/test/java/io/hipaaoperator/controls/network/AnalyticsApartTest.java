package io.hipaaoperator.controls.network;

import static io.hipaaoperator.controls.network.Judged.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Violated;
import org.junit.jupiter.api.Test;

/** A36. */
class AnalyticsApartTest {
  private static final String WAREHOUSE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: warehouse, labels: {hipaa-operator.io/data-class: analytics}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: report, namespace: warehouse, labels: {app: report}}
      spec: {containers: [{name: report}]}
      """;
  private static final String LABELLED =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: report
        namespace: clinic
        labels: {app: api, hipaa-operator.io/data-class: analytics}
      spec: {containers: [{name: report}]}
      """;

  @Test
  void withoutAnalyticsThereIsNothingToJudge() {
    assertThat(Judged.by(AnalyticsApart.CONTROL, DATABASE)).isEmpty();
  }

  @Test
  void analyticsThatNoRuleAdmitsIsApart() {
    assertThat(Judged.by(AnalyticsApart.CONTROL, DATABASE, WAREHOUSE))
        .get()
        .isInstanceOf(Compliant.class);
  }

  @Test
  void aDeclaredRuleThatAdmitsAnalyticsViolates() {
    var verdict = Judged.by(AnalyticsApart.CONTROL, DATABASE, LABELLED);

    assertThat(verdict).get().isInstanceOf(Violated.class);
    assertThat(verdict.orElseThrow().evidence())
        .containsExactly(
            "NetworkPolicy clinic/db-ingress ingress[0] admits analytics pod clinic/report");
  }

  @Test
  void anAnalyticsNamespaceIsAdmittedByItsLabels() {
    String open =
        DATABASE.replace(
            "podSelector: {matchLabels: {app: api}}",
            "namespaceSelector: {matchLabels: {hipaa-operator.io/data-class: analytics}}");

    assertThat(Judged.by(AnalyticsApart.CONTROL, open, WAREHOUSE))
        .get()
        .isInstanceOf(Violated.class);
  }

  @Test
  void analyticsThatHasEndedIsGone() {
    assertThat(Judged.by(AnalyticsApart.CONTROL, DATABASE, LABELLED + "status: {phase: Succeeded}"))
        .isEmpty();
  }
}
