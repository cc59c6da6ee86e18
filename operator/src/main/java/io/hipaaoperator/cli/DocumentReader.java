package io.hipaaoperator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** Takes a file of YAML or JSON apart into documents. */
final class DocumentReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private DocumentReader() {}

  /**
   * The documents of a file, with empty ones, which count.
   *
   * @throws BadInput naming file and position; it quotes nothing, for it may be a secret's
   */
  static List<Document> read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return read(file, input);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  /** The same of a stream, which is called so in errors; it is closed. */
  static List<Document> read(Path file, InputStream input) {
    List<Document> documents = new ArrayList<>();
    for (JsonNode object : values(file, text(file, input))) {
      documents.add(new Document(file, documents.size() + 1, object));
    }
    return documents;
  }

  private static String text(Path file, InputStream input) {
    try (Reader reader = new UnicodeReader(input)) {
      return reader.readAllAsString();
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static BadInput unreadable(Path file) {
    return new BadInput(file + ": can't be read");
  }

  /** What begins like JSON may still be YAML. */
  private static List<JsonNode> values(Path file, String text) {
    try {
      return text.stripLeading().startsWith("{") ? json(text) : yaml(file, text);
    } catch (JsonProcessingException e) {
      return yaml(file, text);
    }
  }

  private static List<JsonNode> json(String text) throws JsonProcessingException {
    try (var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      return values.readAll();
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> yaml(Path file, String text) {
    List<JsonNode> values = new ArrayList<>();
    try {
      for (Object value : KubectlYaml.read(text)) {
        values.add(tree(file, value));
      }
    } catch (YAMLException e) {
      throw new BadInput(file + ": " + position(e) + "no valid YAML");
    }
    return values;
  }

  /** By way of text, since only a writer of text counts how deep it is. */
  private static JsonNode tree(Path file, Object value) {
    try {
      return JSON.readTree(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new BadInput(file + ": no valid YAML: something contains itself, or is too deep");
    }
  }

  private static String position(YAMLException e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? "line %d, column %d: "
            .formatted(
                marked.getProblemMark().getLine() + 1, marked.getProblemMark().getColumn() + 1)
        : "";
  }
}
