package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart as Helm renders it. Adding a case to the golden files adds no Java. */
class ChartTest {
  private static final Path CASES = Repository.file("operator/src/test/resources/chart");
  private static final Path MANIFESTS = Repository.file("crds/manifests");
  private static final Path COPIES = Repository.file(Helm.CHART + "/files/crds");
  private static final String VALUES = ".values.yaml";
  private static final Pattern PROJECT_VERSION =
      Pattern.compile("<artifactId>hipaa-operator-parent</artifactId>\\s*<version>(.+?)</version>");

  @Test
  void lints() {
    assertThat(Helm.run("lint", "--strict", Helm.chart())).contains("0 chart(s) failed");
  }

  /** CASE.values.yaml gives CASE.yaml. */
  @TestFactory
  Stream<DynamicTest> rendersAsBefore() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      List<Path> values = files.filter(file -> file.toString().endsWith(VALUES)).sorted().toList();
      assertThat(values).isNotEmpty();
      return values.stream().map(ChartTest::rendersAsBefore);
    }
  }

  private static DynamicTest rendersAsBefore(Path values) {
    String name = values.getFileName().toString().replace(VALUES, "");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          String rendered =
              Helm.template("--values", values.toString(), "--set", "crds.install=false");
          Repository.assertGenerated(CASES.resolve(name + ".yaml"), rendered);
        });
  }

  @Test
  void versionsAreTheProjects() {
    JsonNode chart = yaml(Repository.text(Helm.CHART + "/Chart.yaml"));
    Matcher project = PROJECT_VERSION.matcher(Repository.text("pom.xml"));
    assertThat(project.find()).isTrue();
    assertThat(List.of(chart.get("version").asText(), chart.get("appVersion").asText()))
        .containsOnly(project.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "mode=enforced, /mode",
    "mod=observe, mod",
    "networkPolicy.metricFrom=x, metricFrom",
    "image.digest=latest, /image/digest",
    "namespaces={Clinic}, /namespaces/0",
    "replicas=0.5, /replicas",
    "resync=10, /resync",
    "aws.region=Virginia, /aws/region",
    "aws.endpoint=localhost, /aws/endpoint",
  })
  void aWrongValueIsRefusedByName(String wrong, String named) {
    assertThat(Helm.fail("template", "x", Helm.chart(), "--set", wrong))
        .contains("'" + named + "'");
  }

  @Test
  void twoReplicasNeedALeader() {
    assertThat(Helm.fail("template", "x", Helm.chart(), "--set", "leaderElection.enabled=false"))
        .contains("replicas", "leaderElection.enabled");
  }

  @Test
  void definitionsAreTheGeneratedOnes() throws IOException {
    assertThat(names(COPIES)).isEqualTo(names(MANIFESTS)).isNotEmpty();
    for (String name : names(MANIFESTS)) {
      Repository.assertGenerated(COPIES.resolve(name), Repository.text(MANIFESTS.resolve(name)));
    }
  }

  @Test
  void renderingKeepsTheDefinitions() throws IOException {
    List<JsonNode> rendered =
        Helm.objects(Helm.template("--show-only", "templates/crds.yaml")).stream()
            .map(ChartTest::withoutMetadata)
            .toList();
    List<JsonNode> generated =
        names(MANIFESTS).stream()
            .map(name -> withoutMetadata(yaml(Repository.text(MANIFESTS.resolve(name)))))
            .toList();
    assertThat(rendered).isEqualTo(generated);
  }

  @ParameterizedTest
  @CsvSource({"true, keep", "false, ''"})
  void definitionsSurviveAnUninstallIfKept(String keep, String policy) {
    String rendered =
        Helm.template("--show-only", "templates/crds.yaml", "--set", "crds.keep=" + keep);
    for (JsonNode definition : Helm.objects(rendered)) {
      assertThat(definition.at("/metadata/annotations/helm.sh~1resource-policy").asText())
          .isEqualTo(policy);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static JsonNode withoutMetadata(JsonNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("metadata");
    // 65535.0 and 65535 are one number, and Helm writes the latter
    return yaml(copy.toString().replaceAll("(\\d)\\.0\\b", "$1"));
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
