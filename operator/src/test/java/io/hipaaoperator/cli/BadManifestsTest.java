package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.controls.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are wrong: the error names file, object and field, and quotes nothing. */
class BadManifestsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: [unclosed",
        "kind: PhiWorkload\n\tmetadata: tab",
        "a: 1\n b: 2",
        "&a [*b]",
        "{",
      })
  void whatIsNoYamlIsNamedByFile(String text) throws IOException {
    write("bad.yaml", text);

    Run run = plan();

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).startsWith("hipaa: ").contains("bad.yaml: ");
  }

  /** The file, the object, the field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{selector: {}, selektor: {}}                    | spec.selektor: unknown field",
        "{}                                              | spec.selector: required",
        "{selector: null}                                | spec.selector: required",
        "{selector: {}, network: {ingress: [null]}}      | spec.network.ingress[0]: must not be",
        "{selector: {matchLabels: app}}                  | spec.selector.matchLabels",
        "{selector: {matchLabels: {app: null}}}          | spec.selector.matchLabels.app",
        "{selector: {}, enforcement: Enforced}           | spec.enforcement",
        "{selector: {}, network: {ingres: []}}           | spec.network.ingres: unknown field",
        "{selector: {}, network: {dns: {port: domain}}}  | spec.network.dns.port",
        "{selector: {}, network: {ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, exept: []}}], ports: [{port: 1}]}]}}"
            + " | spec.network.ingress[0].from[0].ipBlock.exept: unknown field",
        "{selector: {}, network: {ingress: [{from: [{podSelector: {}}]}]}}"
            + " | spec.network.ingress[0].ports: required",
        "{selector: {}, network: {ingress: [{from: [{podSelector: {}}], ports: []}]}}"
            + " | spec.network.ingress[0].ports: must have at least 1",
        "{selector: {}, network: {ingress: [{from: [], ports: [{port: 1}]}]}}"
            + " | spec.network.ingress[0].from: must have at least 1",
        "{selector: {}, network: {dns: {servers: []}}}"
            + " | spec.network.dns.servers: must have at least 1",
        "{selector: {}, network: {egress: [{ports: [{port: 1}]}]}}"
            + " | spec.network.egress[0].to: required",
        "{selector: {}, network: {egress: [{to: [{ipBlock: {}}], ports: [{port: 1}]}]}}"
            + " | spec.network.egress[0].to[0].ipBlock.cidr: required",
        "{selector: {}, network: {egress: [{to: [{workload: {}}], ports: [{port: 1}]}]}}"
            + " | spec.network.egress[0].to[0].workload.name: required",
        "{selector: {}, network: {egress: [{to: [{podSelector: {}}], ports: [{protocol: UDP}]}]}}"
            + " | spec.network.egress[0].ports[0].port: required",
      })
  void aWrongFieldIsNamed(String spec, String words) throws IOException {
    write(
        "bad.yaml",
        "apiVersion: hipaa-operator.io/v1alpha1\nkind: PhiWorkload\n"
            + "metadata: {name: records}\nspec:\n  "
            + spec
            + "\n");

    Run run = plan();

    assertThat(run.err()).contains("bad.yaml: PhiWorkload records: " + words).hasLineCount(1);
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aWrongFieldOfAnotherKindIsNamed() throws IOException {
    write(
        "bad.yaml",
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
            + "metadata: {name: x}\nspec: {ingress: all}\n");

    assertThat(plan().err()).contains("bad.yaml: NetworkPolicy x: spec.ingress");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{namespace: clinic}", "{name: ''}", "records", "null"})
  void anObjectNeedsAName(String metadata) throws IOException {
    write("bad.yaml", "apiVersion: v1\nkind: Pod\nmetadata: " + metadata + "\n");

    Run run = plan();

    assertThat(run.err()).contains("bad.yaml: Pod (no name): metadata.name: required");
    assertThat(run.code()).isEqualTo(Exit.USAGE);
  }

  /** Passed over, what it declares would look as if it held. */
  @ParameterizedTest
  @ValueSource(strings = {"PhiWorkload", "NetworkPolicy", "Pod", "Service", "EndpointSlice"})
  void anObjectNeedsAnApiVersion(String kind) throws IOException {
    write("bad.yaml", "kind: " + kind + "\nmetadata: {name: records}\nspec: {}\n");

    Run run = plan();

    assertThat(run.err())
        .contains("bad.yaml: " + kind + " records: apiVersion: required")
        .hasLineCount(1);
    assertThat(run.code()).isEqualTo(Exit.USAGE);
  }

  /** Values of Helm, a kustomization, and whatever else lies in a folder. */
  @ParameterizedTest
  @ValueSource(strings = {"kind: clinic", "apiVersion: v2\nname: clinic", "[1, 2]", "hello"})
  void whatIsNoObjectOfKubernetesIsPassedOver(String text) throws IOException {
    write("values.yaml", text);

    assertThat(plan()).isEqualTo(new Run(Exit.NOTHING, "No PhiWorkload found.\n", ""));
  }

  /** A null is what the API server takes it for, be it absence, an empty value or a fault. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NetworkPolicy; spec: {podSelector: {matchLabels: {app: null}}, ingress: [{}]}",
        "NetworkPolicy; spec: {ingress: [{from: [null], ports: [null]}], policyTypes: [null]}",
        "NetworkPolicy; spec: {ingress: [{from: [{ipBlock: {cidr: 1.0.0.0/8, except: [null]}}]}]}",
        "NetworkPolicy; spec: {podSelector: {matchExpressions: [null, {key: a, operator: In,"
            + " values: [null]}]}}",
        "Namespace; spec: null",
        "Pod; spec: {containers: [null], initContainers: null, volumes: [null]}",
        "Service; spec: {type: NodePort, selector: {app: null}, ports: [null]}",
        "Service; spec: null",
        "Pod; spec: null",
        "EndpointSlice; endpoints: [null]; ports: [null]",
        "Endpoints; subsets: [null, {addresses: [null], ports: [null]}]",
      })
  void aNullIsNoBug(String kindAndFields) throws IOException {
    write("nulls.yaml", withNulls(kindAndFields.split("; ")));
    write(
        "a.yaml",
        "apiVersion: hipaa-operator.io/v1alpha1\nkind: PhiWorkload\n"
            + "metadata: {name: records}\nspec: {selector: {}}\n");

    Run run = Run.plan(Catalogue.WORKLOAD, "-f", folder.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("PhiWorkload default/records");
  }

  private static String withNulls(String... kindAndFields) {
    String version =
        switch (kindAndFields[0]) {
          case "NetworkPolicy" -> "networking.k8s.io/v1";
          case "EndpointSlice" -> "discovery.k8s.io/v1";
          default -> "v1";
        };
    return "apiVersion: %s\nkind: %s\nmetadata: {name: x, labels: {app: null}}\n%s\n"
        .formatted(
            version,
            kindAndFields[0],
            String.join("\n", List.of(kindAndFields).subList(1, kindAndFields.length)));
  }

  @Test
  void anchorsAndAliasesAreFollowed() throws IOException {
    write(
        "a.yaml",
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: records}
        spec: {selector: {matchLabels: &labels {app: records}}, network: *labels}
        """);

    assertThat(plan().err()).contains("spec.network.app: unknown field");
  }

  /** What the parser could not read may be a secret: its words must not quote it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData:\n  p: \"hunter2\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: db}\nspec: {containers: hunter2}\n",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: db}\n"
            + "spec: {containers: [{name: a, env: [hunter2]}]}\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\nstringData: {p: *hunter2}\n",
      })
  void noErrorQuotesAValue(String text) throws IOException {
    write("bad.yaml", text);

    Run run = plan();

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("bad.yaml").doesNotContain("hunter2");
  }

  private Run plan() {
    return Run.plan(List.of(), "-f", folder.toString());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
