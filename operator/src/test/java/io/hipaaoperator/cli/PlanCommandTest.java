package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.controls.audit.LogsGoToSink;
import io.hipaaoperator.controls.network.PhiApart;
import io.hipaaoperator.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit codes and words of {@code hipaa plan} on files. */
class PlanCommandTest {
  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: records, namespace: clinic}
      spec:
        selector: {matchLabels: {app: records}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"Compliant, 0", "Violated, 1", "Undetermined, 4"})
  void theWorstVerdictIsTheExitCode(String verdict, int code) throws IOException {
    write("a.yaml", WORKLOAD);

    assertThat(plan(verdict("A1", "Compliant"), verdict("A2", verdict)).code()).isEqualTo(code);
  }

  @Test
  void aViolationOutweighsWhatIsUnknown() throws IOException {
    write("a.yaml", WORKLOAD);

    assertThat(plan(verdict("A1", "Undetermined"), verdict("A2", "Violated")).code())
        .isEqualTo(Exit.FINDINGS);
  }

  @Test
  void aPeerThatDoesNotExistIsAFinding() throws IOException {
    write(
        "a.yaml",
        WORKLOAD
            + "  network: {egress: [{to: [{workload: {name: nobody}}], ports: [{port: 1}]}]}\n");

    Run run = plan(verdict("A1", "Compliant"));

    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out())
        .contains("spec.network.egress[0].to[0].workload: no PhiWorkload clinic/nobody");
  }

  @Test
  void aNameThatSomebodyElseHasIsAFinding() throws IOException {
    write("a.yaml", WORKLOAD);
    write(
        "b.yaml",
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: records-default-deny, namespace: clinic}
        spec: {podSelector: {}}
        """);

    Run run = plan(verdict("A1", "Compliant"), PhiApart.CONTROL);

    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
    assertThat(run.out()).contains("conflict   NetworkPolicy   records-default-deny");
  }

  /** A folder that was misspelt in CI must not look as if all were well. */
  @Test
  void noWorkloadIsSaid() throws IOException {
    write("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n");

    assertThat(plan()).isEqualTo(new Run(Exit.NOTHING, "No PhiWorkload found.\n", ""));
    assertThat(Run.plan(List.of(), "-f", folder.toString(), "-o", "yaml"))
        .isEqualTo(new Run(Exit.NOTHING, "", ""));
  }

  @Test
  void aMissingFileIsNamed() {
    Run run = Run.plan(List.of(), "-f", folder.resolve("nowhere").toString());

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).startsWith("hipaa: ").contains("nowhere").hasLineCount(1);
  }

  /** Not the code of a finding. */
  @Test
  void aBugIsTold() throws IOException {
    write("a.yaml", WORKLOAD);

    Run run = plan(failing());

    assertThat(run.code()).isEqualTo(Exit.BUG);
    assertThat(run.err())
        .startsWith("hipaa: this is a bug: java.lang.IllegalStateException")
        .doesNotContain("hunter2");
  }

  /** The API server takes an absent selector for the empty one, and an absent spec for no rule. */
  @ParameterizedTest
  @ValueSource(strings = {"", "spec: {policyTypes: [Egress]}"})
  void aPolicyWithoutSelectorSelectsAllPods(String spec) throws IOException {
    write("a.yaml", WORKLOAD);
    write(
        "b.yaml",
        "apiVersion: networking.k8s.io/v1\n"
            + "kind: NetworkPolicy\n"
            + "metadata: {name: x, namespace: clinic}\n"
            + spec);

    assertThat(plan(PhiApart.CONTROL).code()).isEqualTo(Exit.OK);
  }

  /** Of the sink that a workload names, what manifests say: not whether it is there in AWS. */
  @ParameterizedTest
  @CsvSource({
    "operational, '', 1, AuditSink clinic is not of class audit",
    "audit, phi: other, 1, does not let namespace clinic refer to it",
    "audit, phi: allowed, 4, AuditSink clinic is not Ready: it was not looked at yet",
  })
  void theSinkThatIsNamedIsLookedAt(String logs, String labels, int code, String words)
      throws IOException {
    write("a.yaml", WORKLOAD + "  auditSinkRef: {name: clinic}\n");
    write(
        "b.yaml",
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: clinic, labels: {phi: allowed}}
        ---
        apiVersion: hipaa-operator.io/v1alpha1
        kind: AuditSink
        metadata: {name: clinic}
        spec: {class: %s, logGroup: {name: /phi/clinic}, allowedNamespaces: {matchLabels: {%s}}}
        status: {conditions: [{type: Ready, status: 'True'}]}
        """
            .formatted(logs, labels == null ? "" : labels));

    Run run = plan(LogsGoToSink.CONTROL);

    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).contains(words);
  }

  /** Nothing is guessed of what is in no manifest. */
  @ParameterizedTest
  @CsvSource({
    "'{matchLabels: {phi: allowed}}', the labels of namespace clinic not known",
    "'{}', AuditSink clinic is not Ready",
    "null, does not let namespace clinic refer to it",
  })
  void aNamespaceInNoManifestHasLabelsThatAreNotKnown(String allowed, String words)
      throws IOException {
    write("a.yaml", WORKLOAD + "  auditSinkRef: {name: clinic}\n");
    write(
        "b.yaml",
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: AuditSink
        metadata: {name: clinic}
        spec: {class: audit, logGroup: {name: /phi/clinic}, allowedNamespaces: %s}
        """
            .formatted(allowed));

    assertThat(plan(LogsGoToSink.CONTROL).out()).contains(words);
  }

  @Test
  void aSinkInNoManifestIsNotKnown() throws IOException {
    write("a.yaml", WORKLOAD + "  auditSinkRef: {name: clinic}\n");

    Run run = plan(LogsGoToSink.CONTROL);

    assertThat(run.code()).isEqualTo(Exit.UNDETERMINED);
    assertThat(run.out()).contains("there is no AuditSink clinic");
  }

  @ParameterizedTest
  @CsvSource({
    "'{logGroup: {name: a}}', spec.class: required",
    "'{class: audit}', spec.logGroup: required",
    "'{class: debug, logGroup: {name: a}}', spec.class: not of the type",
  })
  void aSinkThatIsNoneIsBadInput(String spec, String words) throws IOException {
    write(
        "a.yaml",
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: AuditSink
        metadata: {name: clinic}
        spec: %s
        """
            .formatted(spec));

    assertThat(plan().err()).contains("AuditSink", words);
  }

  @Test
  void noSecretValueIsPrinted() throws IOException {
    write("a.yaml", WORKLOAD);
    write(
        "b.yaml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: db}
        stringData: {password: hunter2}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: records, namespace: clinic, labels: {app: records}}
        spec:
          containers:
          - {name: c, image: i, args: [--password=hunter2], env: [{name: P, value: hunter2}]}
        """);

    for (String output : List.of("table", "yaml")) {
      Run run = Run.plan(List.of(PhiApart.CONTROL), "-f", folder.toString(), "-o", output);
      assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("hunter2");
    }
  }

  @Test
  void aWrongOutputIsUsage() {
    Run run = Run.plan(List.of(), "-f", folder.toString(), "-o", "json");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("--output", "json");
  }

  @SafeVarargs
  private final Run plan(Control<Workload>... controls) {
    return Run.plan(List.of(controls), "-f", folder.toString());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static Control<Workload> verdict(String id, String rank) {
    Verdict verdict =
        switch (rank) {
          case "Compliant" -> Verdict.compliant("because");
          case "Violated" -> Verdict.violated("because");
          default -> Verdict.undetermined("because");
        };
    return control(id, (workload, facts) -> verdict);
  }

  private static Control<Workload> failing() {
    return control(
        "A1",
        (workload, facts) -> {
          throw new IllegalStateException("hunter2");
        });
  }

  private static Control<Workload> control(String id, BiFunction<Workload, Facts, Verdict> check) {
    return new Control<>(
        id,
        "title",
        Citation.required("164.312(a)(1)"),
        List.of(),
        Severity.CRITICAL,
        List.of(),
        List.of(),
        (workload, facts) -> true,
        check,
        (workload, facts) -> List.of());
  }
}
