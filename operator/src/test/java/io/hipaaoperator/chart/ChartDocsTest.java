package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The comments of values.yaml are the one source; schema and README repeat them. */
class ChartDocsTest {
  private static final Path CHART = Repository.file(Helm.CHART);
  private static final List<ChartValues> VALUES =
      ChartValues.parse(Repository.text(CHART.resolve("values.yaml")));

  private static final String BEGIN = "<!-- values, generated -->\n";
  private static final String END = "<!-- end of values -->\n";

  @Test
  void everyValueIsDescribed() {
    JsonNode defaults = yaml("values.yaml");
    assertThat(leaves("", defaults))
        .allSatisfy(leaf -> assertThat(VALUES).anyMatch(value -> value.covers(leaf)));
  }

  @Test
  void schemaHasTheDescriptions() throws IOException {
    var mapper = new ObjectMapper();
    Path file = CHART.resolve("values.schema.json");
    JsonNode schema = mapper.readTree(Repository.text(file));
    for (ChartValues value : VALUES) {
      JsonNode property = schema.at(value.path().replace("/", "/properties/"));
      assertThat(property.isObject()).as("the schema knows %s", value.key()).isTrue();
      ((ObjectNode) property).put("description", value.description());
    }
    var printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    Repository.assertGenerated(file, mapper.writer(printer).writeValueAsString(schema) + "\n");
  }

  @Test
  void schemaKnowsNothingThatHasNoDefault() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Repository.text(CHART.resolve("values.schema.json")));
    JsonNode defaults = yaml("values.yaml");
    assertThat(properties("", schema).filter(path -> !path.equals("/global")))
        .allSatisfy(path -> assertThat(defaults.at(path).isMissingNode()).as(path).isFalse());
  }

  @Test
  void readmeHasTheTable() throws IOException {
    Path file = CHART.resolve("README.md");
    String readme = Repository.text(file);
    String table =
        VALUES.stream()
            .map(
                v -> "| `%s` | %s | `%s` |\n".formatted(v.key(), v.description(), v.defaultValue()))
            .collect(Collectors.joining("", "| value | meaning | default |\n|---|---|---|\n", ""));
    String before = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length());
    Repository.assertGenerated(file, before + table + readme.substring(readme.indexOf(END)));
  }

  @Test
  void everyAlertHasARunbook() {
    String runbooks = Repository.text(CHART.resolve("RUNBOOKS.md")).toLowerCase(Locale.ROOT);
    for (JsonNode alert : yaml("files/alerts.yaml").get("alerts")) {
      assertThat(runbooks)
          .contains("\n## " + alert.get("alert").asText().toLowerCase(Locale.ROOT) + "\n");
    }
  }

  private static Stream<String> leaves(String path, JsonNode node) {
    return node.isObject() && !node.isEmpty()
        ? node.properties().stream().flatMap(e -> leaves(path + "/" + e.getKey(), e.getValue()))
        : Stream.of(path);
  }

  /** Every property that the schema names itself, not those of a map with free keys. */
  private static Stream<String> properties(String path, JsonNode schema) {
    return schema.path("properties").properties().stream()
        .flatMap(
            e ->
                Stream.concat(
                    Stream.of(path + "/" + e.getKey()),
                    properties(path + "/" + e.getKey(), e.getValue())));
  }

  private static JsonNode yaml(String file) {
    return Serialization.unmarshal(Repository.text(CHART.resolve(file)), JsonNode.class);
  }
}
