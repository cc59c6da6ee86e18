package io.hipaaoperator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How objects are printed, one document after the other. */
final class YamlOrJson {
  /** Long lines stay whole, so that a diff in Git shows one line for each value. */
  private static final ObjectWriter YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build()
          .writer();

  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  /** One of the two. */
  enum Output {
    yaml,
    json
  }

  @Option(
      names = {"-o", "--output"},
      defaultValue = "yaml",
      description = "yaml or json.")
  private Output output = Output.yaml;

  boolean isJson() {
    return output == Output.json;
  }

  String text(List<? extends HasMetadata> objects) {
    return objects.stream().map(this::text).collect(Collectors.joining());
  }

  private String text(HasMetadata object) {
    try {
      return isJson() ? JSON.writeValueAsString(object) + "\n" : YAML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("objects of Kubernetes are YAML and JSON", e);
    }
  }
}
