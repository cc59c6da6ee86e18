package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.controls.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A diff sees every path that opens or closes, whoever its ends are. */
class ReachDiffTest {
  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: db, namespace: clinic}
      spec: {selector: {matchLabels: {app: db}}}
      """;
  private static final String PODS = controller("Deployment", "db") + controller("Deployment", "a");
  private static final String SHUT =
      policy("shut", "podSelector: {}, policyTypes: [Ingress, Egress]");

  @TempDir private Path folder;

  @Test
  void egressToTheWholeWorldOpens() throws IOException {
    Run run = diff(WORKLOAD + PODS, WORKLOAD + PODS + egress("db", "{ipBlock: {cidr: 0.0.0.0/0}}"));

    assertOpens(run, "clinic/db +0\\.0\\.0\\.0/0 +every port");
  }

  @Test
  void egressToAnyPodOfANamespaceOpens() throws IOException {
    String pods = PODS + SHUT;
    Run run =
        diff(WORKLOAD + pods, WORKLOAD + pods + egress("db", "{podSelector: {}}") + ingress("{}"));

    assertOpens(run, "clinic/db +any other pod of clinic +every port");
  }

  @Test
  void podsOfOneGroupMayReachEachOther() throws IOException {
    String old = WORKLOAD + PODS + SHUT;
    Run run =
        diff(
            old,
            old
                + egress("db", "{podSelector: {matchLabels: {app: db}}}")
                + ingress("{matchLabels: {app: db}}"));

    assertOpens(run, "clinic/db +clinic/db +every port");
  }

  @Test
  void podsThatHandleNoPhiAreSeen() throws IOException {
    String old = WORKLOAD + PODS + SHUT;

    Run run = diff(old, old + egress("a", "{ipBlock: {cidr: 0.0.0.0/0}}"));

    assertOpens(run, "clinic/a +0\\.0\\.0\\.0/0 +every port");
    assertThat(diff("--phi", old, old + egress("a", "{ipBlock: {cidr: 0.0.0.0/0}}")).code())
        .isZero();
  }

  /** Its pods are looked at whether they handle PHI before or after. */
  @Test
  void aWorkloadThatIsTakenAwayOpensItsPods() throws IOException {
    String other = WORKLOAD.replace("db", "a");

    Run run = diff("--phi", WORKLOAD + "---\n" + other + PODS, other + PODS);

    assertOpens(run, "any other pod of clinic +clinic/db +every port");
    assertThat(run.out()).doesNotContain("closes");
  }

  @Test
  void namesakesOfOtherKindsAreToldApart() throws IOException {
    String pods =
        controller("Deployment", "db") + controller("CronJob", "db").replace("app: db", "app: job");

    Run run =
        diff(
            WORKLOAD + pods + SHUT + egress("db", "{ipBlock: {cidr: 0.0.0.0/0}}"),
            WORKLOAD
                + pods
                + SHUT
                + egress("db", "{ipBlock: {cidr: 0.0.0.0/0}}")
                + egress("job", "{ipBlock: {cidr: 0.0.0.0/0}}"));

    assertOpens(run, "clinic/db \\(CronJob\\) +0\\.0\\.0\\.0/0 +every port");
    assertThat(run.out()).doesNotContain("Deployment");
  }

  /** What has another name now would seem to open all its paths. */
  @Test
  void aNamesakeThatIsNewRenamesNobody() throws IOException {
    String old = WORKLOAD + controller("Deployment", "db") + SHUT;

    Run run = diff(old, old + controller("Job", "db").replace("app: db", "app: job"));

    assertThat(run.out()).doesNotContain("Deployment");
  }

  @Test
  void theSameIsNoChange() throws IOException {
    Run run = diff(WORKLOAD + PODS, WORKLOAD + PODS);

    assertThat(run).isEqualTo(new Run(Exit.OK, "No path opens or closes.\n", ""));
  }

  private static void assertOpens(Run run, String row) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).anyMatch(line -> line.matches("opens +" + row + " .*"));
    assertThat(run.code()).isEqualTo(Exit.FINDINGS);
  }

  private Run diff(String before, String after) throws IOException {
    return Run.of(new ReachCommand(Catalogue.WORKLOAD), "diff", write(before), write(after));
  }

  private Run diff(String flag, String before, String after) throws IOException {
    return Run.of(new ReachCommand(Catalogue.WORKLOAD), "diff", flag, write(before), write(after));
  }

  private String write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "", ".yaml"), text).toString();
  }

  private static String egress(String app, String peer) {
    return policy(
        "out-" + app,
        "podSelector: {matchLabels: {app: %s}}, policyTypes: [Egress], egress: [{to: [%s]}]"
            .formatted(app, peer));
  }

  private static String ingress(String pods) {
    return policy(
        "in",
        "podSelector: %s, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]"
            .formatted(pods));
  }

  private static String policy(String name, String spec) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: clinic}
        spec: {%s}
        """
        .formatted(name, spec);
  }

  private static String controller(String kind, String name) {
    String template =
        "{template: {metadata: {labels: {app: %s}}, spec: {containers: [{name: c}]}}}"
            .formatted(name);
    return """
        ---
        apiVersion: apps/v1
        kind: %s
        metadata: {name: %s, namespace: clinic}
        spec: %s
        """
        .formatted(
            kind,
            name,
            kind.equals("CronJob") ? "{jobTemplate: {spec: %s}}".formatted(template) : template);
  }
}
