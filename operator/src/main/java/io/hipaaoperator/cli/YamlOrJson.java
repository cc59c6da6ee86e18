package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How objects are printed, one document after the other. */
final class YamlOrJson {
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
    var serialization = new KubernetesSerialization();
    return objects.stream()
        .map(
            object ->
                output == Output.yaml
                    ? serialization.asYaml(object)
                    : serialization.asJson(object) + "\n")
        .collect(Collectors.joining());
  }
}
