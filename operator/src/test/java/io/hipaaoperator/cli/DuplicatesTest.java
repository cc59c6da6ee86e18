package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.controls.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object that is declared twice: nobody knows which one will be. */
class DuplicatesTest {
  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: records, namespace: clinic}
      spec: {selector: {}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void aConfigMapBefore() throws IOException {
    write("a.yaml", "kind: ConfigMap\n---\n" + WORKLOAD);
  }

  @Test
  void inAnotherFile() throws IOException {
    write("b.yaml", WORKLOAD);

    assertRefused("b.yaml, document 1: PhiWorkload records: is in %s, document 2 as well");
  }

  @Test
  void inTheSameFile() throws IOException {
    write("a.yaml", WORKLOAD + "---\n" + WORKLOAD);

    assertRefused("a.yaml, document 2: PhiWorkload records: is in %s, document 1 as well");
  }

  @Test
  void inAList() throws IOException {
    write(
        "b.yaml",
        "kind: List\nitems: [{apiVersion: hipaa-operator.io/v1alpha1, kind: PhiWorkload,"
            + " metadata: {name: records, namespace: clinic}, spec: {selector: {}}}]\n");

    assertRefused("b.yaml, document 1: PhiWorkload records: is in %s, document 2 as well");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: other, namespace: clinic", "name: records, namespace: lab"})
  void anotherNameOrNamespaceIsAnotherObject(String metadata) throws IOException {
    write("b.yaml", WORKLOAD.replace("name: records, namespace: clinic", metadata));

    assertThat(plan().err()).isEmpty();
  }

  @Test
  void anotherKindIsAnotherObject() throws IOException {
    write(
        "b.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: records, namespace: clinic}\n"
            + "spec: {ports: [{port: 1}]}\n");

    assertThat(plan().err()).isEmpty();
  }

  /** Whatever ways lead to it, as in a mounted ConfigMap. */
  @Test
  void aFileIsReadOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("same.yaml"), folder.resolve("a.yaml"));

    assertThat(plan("-f", folder.resolve("a.yaml").toString()).err()).isEmpty();
  }

  private void assertRefused(String words) {
    Run run = plan();
    assertThat(run.err()).contains(words.formatted(folder.resolve("a.yaml"))).hasLineCount(1);
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
  }

  private Run plan(String... more) {
    String[] arguments = new String[more.length + 2];
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[0] = "-f";
    arguments[1] = folder.toString();
    return Run.plan(Catalogue.WORKLOAD, arguments);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
