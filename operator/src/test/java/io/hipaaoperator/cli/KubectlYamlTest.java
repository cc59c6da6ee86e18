package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are read as kubectl reads them. */
class KubectlYamlTest {
  @TempDir private Path folder;

  /** What {@code kubectl create --dry-run=client -o json} says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y          | true",
        "yes        | true",
        "off        | false",
        "true       | true",
        "010        | 8",
        "08         | 8",
        "0x1F       | 31",
        "0b11       | 3",
        "1_000      | 1000",
        "+1         | 1",
        "1e3        | 1000",
        ".5         | 0.5",
        "1:30       | \"1:30\"",
        "2024-01-01 | \"2024-01-01\"",
        ".          | \".\"",
        "=          | \"=\"",
        "!!str yes  | \"yes\"",
        "~          | null",
      })
  void wordsMeanWhatKubectlTakesThemFor(String word, String value) throws IOException {
    assertThat(read("a: " + word)).isEqualTo("{\"a\":" + value + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{x: &a {b: c}, z: *a}                    | {'x':{'b':'c'},'z':{'b':'c'}}",
        "{x: &a {b: c}, z: {<<: *a, d: e}}        | {'x':{'b':'c'},'z':{'b':'c','d':'e'}}",
        "{x: &a {b: c}, z: {<<: *a, b: e}}        | {'x':{'b':'c'},'z':{'b':'e'}}",
        "{x: &a {b: 1}, z: {<<: [*a, {b: 2, q: 3}]}} | {'x':{'b':1},'z':{'b':1,'q':3}}",
      })
  void anchorsAndMergeKeysAreFollowed(String yaml, String json) throws IOException {
    assertThat(read(yaml)).isEqualTo(json.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\r\nb: 2\r\n",
        "\uFEFFa: 1\nb: 2\n",
        "%YAML 1.2\n---\na: 1\nb: 2\n...\n",
        "{\n\t\"a\": 1,\n\t\"b\": 2\n}\n",
        "\uFEFF  {\"a\": 1, \"b\": 2}",
        "{a: 1, b: 2}",
      })
  void formsOfTheSame(String text) throws IOException {
    assertThat(read(text)).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void wideCharactersAreKnownByTheirMark(String charset) throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(file, "\uFEFFa: é\n", Charset.forName(charset));

    assertThat(DocumentReader.read(file).getFirst().object().at("/a").asText()).isEqualTo("é");
  }

  @Test
  void emptyDocumentsCount() throws IOException {
    Path file = write("---\n---\n# nothing\n---\na: 1\n");

    assertThat(DocumentReader.read(file).getLast().place()).isEqualTo(file + ", document 3");
  }

  @Test
  void jsonAfterJsonIsRead() throws IOException {
    assertThat(DocumentReader.read(write("{\"a\": 1}\n{\"b\": 2}\n"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\na: 2\n",
        "{\"a\": 1, \"a\": 2}",
        "&a [*a]",
        "&a {b: *a}",
        "a: !!java.net.URL [x]",
        "{\"a\": 1",
        "a: .inf\nb: [",
      })
  void whatIsWrongIsNamedByFile(String text) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> DocumentReader.read(file))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith(file + ": ");
  }

  private String read(String text) throws IOException {
    return DocumentReader.read(write(text)).getFirst().object().toString();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.yaml"), text, StandardCharsets.UTF_8);
  }
}
