package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.workload.BadSpecs;
import io.hipaaoperator.workload.BadSpecs.Bad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses, the command line refuses, and nothing of it is planned. */
class SchemaTest {
  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> whatTheServerRefusesIsRefused() {
    return BadSpecs.all().map(bad -> DynamicTest.dynamicTest(bad.spec(), () -> isRefused(bad)));
  }

  private void isRefused(Bad bad) throws IOException {
    Run run = plan(manifest("ledger", bad.spec()));

    assertThat(run.err())
        .startsWith("hipaa: " + folder.resolve("a.yaml") + ": PhiWorkload ledger: " + bad.field())
        .hasLineCount(1);
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void whatTheServerTakesIsTaken() throws IOException {
    assertThat(plan(manifest("ledger", BadSpecs.GOOD.replace("\n", " "))).err()).isEmpty();
    assertThat(plan(manifest("ledger", BadSpecs.NULLS.replace("\n", " "))).err()).isEmpty();
  }

  @Test
  void everyRuleOfTheSchemaIsKnown() {
    JsonNode spec = Schema.PHI_WORKLOAD.path("properties").path("spec");

    assertThat(spec.findValues("x-kubernetes-validations"))
        .flatExtracting(rules -> rules.findValuesAsText("message"))
        .isNotEmpty()
        .hasSameElementsAs(SchemaRules.messages());
  }

  @ParameterizedTest
  @CsvSource({"Ledger", "a..b", "-a", "a_b", "a/b", "12"})
  void aNameThatIsNoneIsRefused(String name) throws IOException {
    assertThat(plan(manifest(name, "{selector: {}}")).err())
        .contains("PhiWorkload " + name + ": metadata.name: ");
  }

  @Test
  void aNameThatIsTooLongIsRefused() throws IOException {
    assertThat(plan(manifest("x".repeat(64), "{selector: {}}")).err())
        .contains("metadata.name: ", "at most 63 characters");
    assertThat(plan(manifest("x".repeat(63), "{selector: {}}")).err()).isEmpty();
  }

  @Test
  void aNamespaceThatIsNoneIsRefused() throws IOException {
    String manifest = manifest("ledger, namespace: a.b", "{selector: {}}");

    assertThat(plan(manifest).err()).contains("PhiWorkload ledger: metadata.namespace: ");
  }

  @Test
  void aVersionThatIsNotServedIsRefused() throws IOException {
    String manifest = manifest("ledger", "{selector: {}}").replace("v1alpha1", "v9");

    assertThat(plan(manifest).err())
        .contains("PhiWorkload ledger: apiVersion: must be hipaa-operator.io/v1alpha1");
  }

  private static String manifest(String name, String spec) {
    return "apiVersion: hipaa-operator.io/v1alpha1\nkind: PhiWorkload\n"
        .concat("metadata: {name: %s}\nspec: %s\n")
        .formatted(name, spec);
  }

  private Run plan(String manifest) throws IOException {
    Files.writeString(folder.resolve("a.yaml"), manifest);
    return Run.plan(List.of(), "-f", folder.toString());
  }
}
