package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.controls.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReachCommandTest {
  private static final String CLINIC =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: db, namespace: clinic}
      spec:
        selector: {matchLabels: {app: db}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 5432}]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: db, namespace: clinic}
      spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c}]}}}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: clinic}
      spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: c}]}}}
      """;
  private static final String DEBUG =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: debug, namespace: clinic}
      spec:
        podSelector: {matchLabels: {app: db}}
        policyTypes: [Ingress]
        ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("old")).resolve("a.yaml"), CLINIC);
    Files.writeString(
        Files.createDirectory(folder.resolve("new")).resolve("a.yaml"), CLINIC + DEBUG);
  }

  private int run(String... arguments) {
    return new CommandLine(new ReachCommand(Catalogue.WORKLOAD))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(new Failures())
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void showsWhoReachesThePhiPodsAndByWhichRule() {
    assertThat(run("-f", path("old"), "--to", "db")).isZero();
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "clinic/api   clinic/db   TCP 5432   allowed   NetworkPolicy clinic/db-ingress"
                + " ingress[0]; no policy selects clinic/api for egress");
  }

  @Test
  void showsWaysOverOneStopBetweenThoseThatAreAskedFor() {
    run("-f", path("old"), "--to", "clinic/db", "--from", "of clinic", "--indirect");
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("any other pod of clinic +clinic/api +clinic/db"))
        .noneMatch(line -> line.startsWith("any other address"));

    out.getBuffer().setLength(0);
    run("-f", path("old"), "--to", "clinic/api", "--indirect");
    assertThat(out.toString().lines()).noneMatch(line -> line.matches(".*clinic/api +clinic/db"));
  }

  @Test
  void aServiceThatLeadsOutsideIsUndefinedWherePoliciesAreShut() throws IOException {
    Files.writeString(
        folder.resolve("old/service.yaml"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: clinic}
        spec: {type: NodePort, selector: {app: db}, ports: [{port: 80, targetPort: 5432}]}
        """);

    run("-f", path("old"), "--to", "db");

    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(
                    "clients of Service clinic/db +clinic/db +TCP 5432 +undefined +exposed as"
                        + " NodePort"));
  }

  @Test
  void anIngressIsAWayIn() throws IOException {
    Files.writeString(
        folder.resolve("old/ingress.yaml"),
        """
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: clinic}
        spec: {selector: {app: db}, ports: [{port: 80, targetPort: 5432}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: clinic}
        spec: {defaultBackend: {service: {name: db, port: {number: 80}}}}
        """);

    run("-f", path("old"), "--to", "db");

    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(
                    "clients of Ingress clinic/web +clinic/db +TCP 5432 +undefined +exposed through"
                        + " Service clinic/db"));
    run("-f", path("old"), "--to", "db", "--port", "5432");
    assertThat(out.toString())
        .containsPattern("clients of Ingress clinic/web +clinic/db +undefined +exposed through");
    assertThat(run("diff", path("new"), path("old"))).isEqualTo(Exit.FINDINGS);
  }

  @Test
  void whatIsNotInTheTableIsSaid() throws IOException {
    Files.writeString(
        folder.resolve("old/other.yaml"),
        """
        {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: c}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: clinic}
        spec: {defaultBackend: {resource: {kind: Bucket, name: files}}}
        """);

    assertThat(run("-f", path("old"))).isEqualTo(Exit.OK);
    assertThat(err.toString().lines())
        .containsExactly(
            "Not in the table: CiliumNetworkPolicy c (cilium.io) may allow what NetworkPolicies"
                + " deny; it is not evaluated",
            "Not in the table: Ingress clinic/web leads to Bucket files, which is not followed");
    run("diff", path("new"), path("old"));
    assertThat(err.toString()).contains("Not in the table: Ingress clinic/web leads to Bucket");
  }

  @Test
  void answersForOnePort() {
    run("-f", path("old"), "--from", "clinic/api", "--to", "db", "--port", "5433", "-o", "json");

    assertThat(out.toString()).contains("\"verdict\" : \"denied\"").contains("db-default-deny");
  }

  @Test
  void aPolicyThatBearsAChildsNameOpensWhatItSays() throws IOException {
    Files.writeString(
        folder.resolve("new/a.yaml"), CLINIC + DEBUG.replace("name: debug", "name: db-ingress"));

    assertThat(run("diff", path("old"), path("new"))).isEqualTo(Exit.FINDINGS);
    assertThat(out.toString()).contains("opens").contains("203.0.113.0/24");
  }

  @Test
  void aWorkloadThatIsOnlyObservedClosesNothing() throws IOException {
    Files.writeString(
        folder.resolve("new/a.yaml"),
        CLINIC.replace("  selector:", "  enforcement: Observe\n  selector:"));

    assertThat(run("diff", path("old"), path("new"))).isEqualTo(Exit.FINDINGS);
    assertThat(out.toString()).contains("no policy selects clinic/db for ingress");
  }

  @Test
  void aDiffNamesWhatOpensAndFails() {
    assertThat(run("diff", path("old"), path("new"))).isEqualTo(Exit.FINDINGS);
    assertThat(out.toString())
        .contains("opens", "203.0.113.0/24", "clinic/db", "every port", "clinic/debug ingress[0]")
        .doesNotContain("closes");
  }

  @Test
  void aDiffTheOtherWayRoundClosesAndIsFine() {
    assertThat(run("diff", path("new"), path("old"))).isZero();
    assertThat(out.toString()).contains("closes").doesNotContain("opens");
  }

  @Test
  void noDifferenceIsSaid() {
    assertThat(run("diff", path("old"), path("old"))).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("No path opens or closes.");
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThat(run("-f", path("old"), "--port", "http")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--port", "'http' is not a port");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThat(run("diff", path("old"), path("nowhere"))).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("nowhere");
  }
}
