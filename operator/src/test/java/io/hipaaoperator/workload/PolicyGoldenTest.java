package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cli.PlanCommand;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.controls.network.PhiApart;
import io.hipaaoperator.controls.storage.EncryptedVolumes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/**
 * What becomes of a declaration: each folder's {@code manifests.yaml} gives its {@code
 * policies.yaml} and its {@code report.txt}. Adding a case adds no Java.
 */
class PolicyGoldenTest {
  private static final Path CASES = Repository.file("operator/src/test/resources/workload");

  /** The policies of A25 without its verdict, which is tested where reachability is. */
  private static final Control<Workload> POLICIES =
      new Control<>(
          "A25",
          PhiApart.CONTROL.title(),
          PhiApart.CONTROL.citation(),
          PhiApart.CONTROL.nist(),
          PhiApart.CONTROL.severity(),
          List.of(),
          List.of(),
          (workload, facts) -> true,
          (workload, facts) -> Verdict.compliant("not judged here"),
          PhiApart.CONTROL.remedy());

  @TestFactory
  Stream<DynamicTest> declarationsBecomePolicies() throws IOException {
    List<Path> cases = cases();
    assertThat(cases).hasSizeGreaterThan(10);
    return cases.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
  }

  /** An empty peer list means everybody, and so does an empty peer. */
  @TestFactory
  Stream<DynamicTest> noRuleAdmitsEverybody() throws IOException {
    return cases().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.getFileName().toString(),
                    () -> assertThat(policies(folder)).allSatisfy(p -> assertNarrow(p))));
  }

  private static void check(Path folder) throws IOException {
    Repository.assertGenerated(folder.resolve("policies.yaml"), plan(folder, "yaml"));
    Repository.assertGenerated(folder.resolve("report.txt"), plan(folder, "table"));
  }

  private static void assertNarrow(NetworkPolicy policy) {
    assertThat(policy.getSpec().getPolicyTypes()).isNotEmpty();
    assertThat(policy.getSpec().getIngress())
        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    assertThat(policy.getSpec().getEgress())
        .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty())
        .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
  }

  private static List<NetworkPolicy> policies(Path folder) {
    return Stream.of(plan(folder, "yaml").split("(?m)^---\n"))
        .filter(document -> !document.isBlank())
        .map(document -> Serialization.unmarshal(document, NetworkPolicy.class))
        .toList();
  }

  private static String plan(Path folder, String output) {
    var out = new StringWriter();
    new CommandLine(new PlanCommand(List.of(EncryptedVolumes.CONTROL, POLICIES)))
        .setOut(new PrintWriter(out))
        .execute("-f", folder.resolve("manifests.yaml").toString(), "-o", output);
    return out.toString();
  }

  private static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
