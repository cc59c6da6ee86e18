package io.hipaaoperator.controls.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkloadSpec;
import io.hipaaoperator.api.Selector;
import io.hipaaoperator.api.SinkReference;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import io.hipaaoperator.workload.WorkloadSink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogsGoToSinkTest {
  private static final Namespace CLINIC =
      new NamespaceBuilder()
          .withNewMetadata()
          .withName("clinic")
          .addToLabels("phi", "allowed")
          .endMetadata()
          .build();
  private static final String KEPT = "{id: A8, verdict: Compliant, evidence: [kept 2192 days]}";
  private static final String READY = "{type: Ready, status: 'True', message: as declared}";

  @Test
  void aSinkThatKeepsItsLogsComplies() {
    assertThat(judge(sink("audit", "{matchLabels: {phi: allowed}}", READY, KEPT)))
        .isEqualTo(new Compliant(List.of("AuditSink clinic, /phi/clinic: kept 2192 days")));
  }

  @Test
  void whatIsWrongWithTheSinkIsWrongWithTheWorkload() {
    String violated = "{id: A8, verdict: Violated, evidence: [not encrypted, kept 30 days]}";

    assertThat(judge(sink("audit", "{}", READY, violated)))
        .isEqualTo(
            new Violated(
                List.of(
                    "AuditSink clinic, /phi/clinic: not encrypted",
                    "AuditSink clinic, /phi/clinic: kept 30 days")));
  }

  /** However well its log group is kept: what it lacks may be what its logs need. */
  @Test
  void aSinkThatIsNotReadyIsUndetermined() {
    String waiting = "{type: Ready, status: 'False', message: not made yet}";

    assertThat(judge(sink("audit", "{}", waiting, KEPT)))
        .isEqualTo(new Undetermined(List.of("AuditSink clinic is not Ready: not made yet")));
  }

  @Test
  void aSinkThatNobodyLookedAtIsUndetermined() {
    assertThat(judge(sink("audit", "{}", "", "")))
        .isEqualTo(
            new Undetermined(
                List.of(
                    "AuditSink clinic is not Ready: it was not looked at yet",
                    "AuditSink clinic, /phi/clinic: A8 was not judged yet")));
  }

  @Test
  void aSinkForAnotherClassOfLogsViolates() {
    assertThat(judge(sink("operational", "{}", READY, KEPT)))
        .isEqualTo(
            new Violated(List.of("spec.auditSinkRef: AuditSink clinic is not of class audit")));
  }

  @Test
  void aSinkThatDoesNotLetTheNamespaceNameItViolates() {
    var why =
        new Violated(
            List.of(
                "spec.auditSinkRef: AuditSink clinic does not let namespace clinic refer to it,"
                    + " see its spec.allowedNamespaces"));

    assertThat(judge(sink("audit", "{matchLabels: {phi: other}}", READY, KEPT))).isEqualTo(why);
    assertThat(judge(sink("audit", "null", READY, KEPT))).isEqualTo(why);
  }

  @Test
  void aSinkThatDoesNotExistIsUndetermined() {
    assertThat(judge("clinic", WorkloadSink.none("clinic")))
        .map(Result::verdict)
        .contains(new Undetermined(List.of("there is no AuditSink clinic")));
  }

  @Test
  void aWorkloadThatNamesNoneIsNotJudged() {
    assertThat(judge(null, new Fact.Known<>(new WorkloadSink.Unnamed()))).isEmpty();
  }

  private static Verdict judge(AuditSink sink) {
    return judge("clinic", WorkloadSink.of(sink, CLINIC)).orElseThrow().verdict();
  }

  private static Optional<Result> judge(@Nullable String named, Fact<WorkloadSink> sink) {
    var reference = named == null ? null : new SinkReference(named);
    var spec = new PhiWorkloadSpec(Selector.ALL, null, null, null, reference, null);
    return LogsGoToSink.CONTROL.judge(
        new Workload("clinic", "records", "", spec), Facts.none().with(WorkloadFacts.SINK, sink));
  }

  private static AuditSink sink(String logs, String allowed, String condition, String control) {
    return Serialization.unmarshal(
        """
        metadata: {name: clinic}
        spec: {class: %s, logGroup: {name: /phi/clinic}, allowedNamespaces: %s}
        status: {conditions: [%s], controls: [%s]}
        """
            .formatted(logs, allowed, condition, control),
        AuditSink.class);
  }
}
