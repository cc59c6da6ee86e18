package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The chart's health check says of each status what Argo CD's own test format expects. */
class ArgoHealthTest {
  private static final Path CASES = Repository.file("operator/src/test/resources/argocd");
  private static final String SCRIPT = Repository.text("charts/hipaa-operator/argocd/health.lua");

  @TestFactory
  Stream<DynamicTest> everyStatusHasItsHealth() {
    JsonNode cases = yaml(CASES.resolve("health_test.yaml")).get("tests");
    return StreamSupport.stream(cases.spliterator(), false).map(ArgoHealthTest::test);
  }

  private static DynamicTest test(JsonNode expected) {
    String path = expected.get("inputPath").asText();
    return DynamicTest.dynamicTest(
        path,
        () -> {
          JsonNode health = ArgoLua.run(SCRIPT, yaml(CASES.resolve(path)));
          assertThat(health).isEqualTo(expected.get("healthStatus"));
        });
  }

  @Test
  void everyFixtureIsUsed() throws IOException {
    try (Stream<Path> fixtures = Files.list(CASES.resolve("testdata"))) {
      assertThat(yaml(CASES.resolve("health_test.yaml")).findValuesAsText("inputPath"))
          .containsExactlyInAnyOrderElementsOf(
              fixtures.map(file -> "testdata/" + file.getFileName()).toList());
    }
  }

  private static JsonNode yaml(Path file) {
    return Serialization.unmarshal(Repository.text(file), JsonNode.class);
  }
}
