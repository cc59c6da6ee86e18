package io.hipaaoperator.cli;

import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SecretTemplate;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be sealed, checked or opened: manifests, standard input, or single files. */
final class SealInput {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "File or folder of manifests, may be given again; - is standard input, as without it.")
  private List<Path> files = List.of();

  @Option(
      names = {"-n", "--namespace"},
      description = "Namespace of objects which name none.")
  private @Nullable String namespace;

  private final InputStream standardInput;

  SealInput(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  boolean hasFiles() {
    return !files.isEmpty();
  }

  /** The namespace that was asked for. */
  @Nullable String namespace() {
    return namespace;
  }

  /**
   * The objects, those of lists one by one.
   *
   * @throws BadInput naming the file that can't be read
   */
  List<Document> objects() {
    Stream<Document> documents =
        files.isEmpty() || files.contains(STANDARD_INPUT)
            ? DocumentReader.read(Path.of("standard input"), standardInput).stream()
            : Stream.empty();
    List<Path> named = files.stream().filter(file -> !file.equals(STANDARD_INPUT)).toList();
    return Stream.concat(
            documents,
            ManifestFiles.under(named).stream().flatMap(file -> DocumentReader.read(file).stream()))
        .filter(document -> !document.object().isNull() && !document.object().isMissingNode())
        .flatMap(Document::objects)
        .toList();
  }

  /** The Secrets among them, and nothing else may be there. */
  List<SecretManifest> secrets() {
    return objects().stream().map(document -> SecretManifest.of(document, namespace)).toList();
  }

  /** A Secret of files, as kubectl makes it of {@code --from-file}. */
  static final class FromFiles {
    @Option(
        names = "--from-file",
        paramLabel = "[KEY=]FILE",
        required = true,
        description =
            "Seal what is in a file, in place of a manifest; may be given again. Without KEY it is"
                + " the file's name. /dev/stdin is a file too.")
    private List<String> files = List.of();

    @Option(names = "--name", required = true, description = "Name of the Secret.")
    private String name = "";

    @Option(names = "--type", defaultValue = "Opaque", description = "Type of the Secret. [Opaque]")
    private String type = "";

    SecretManifest secret(@Nullable String namespace) {
      SortedMap<String, byte[]> values = new TreeMap<>();
      for (String each : files) {
        String[] parts = each.split("=", 2);
        Path file = Path.of(parts[parts.length - 1]);
        String key = parts.length == 2 ? parts[0] : String.valueOf(file.getFileName());
        if (values.putIfAbsent(key, LedgerFolder.bytes(file)) != null) {
          throw new BadInput("--from-file: " + key + " is there twice");
        }
      }
      return new SecretManifest(
          DatabaseOptions.given("--namespace", namespace),
          name,
          new SecretTemplate(type, false, Map.of()),
          values);
    }
  }

  /** Tells what is wrong with an object in the words of a person's input. */
  static <T> T telling(String object, Supplier<T> work) {
    try {
      return work.get();
    } catch (SealError e) {
      throw new BadInput(object + ": " + Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }
}
