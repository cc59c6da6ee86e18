package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Helm on the chart. Without Helm the tests fail: a chart that nobody rendered is not tested. */
public final class Helm {
  static final String CHART = "charts/hipaa-operator";

  private static final Pattern DOCUMENT = Pattern.compile("^---$", Pattern.MULTILINE);

  private static Optional<String> program = Optional.empty();

  private Helm() {}

  /** Output of a command that ended well. */
  public static String run(String... arguments) {
    Outcome outcome = helm(arguments);
    assertThat(outcome.code()).as(outcome.output()).isZero();
    return outcome.output();
  }

  /** Output of a command that failed. */
  static String fail(String... arguments) {
    Outcome outcome = helm(arguments);
    assertThat(outcome.code()).as("exit code of %s", List.of(arguments)).isNotZero();
    return outcome.output();
  }

  /** The manifests that a release of this name and namespace consists of. */
  public static String template(String... arguments) {
    return run(
        Stream.concat(
                Stream.of("template", "hipaa-operator", chart(), "--namespace", "hipaa-system"),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  public static List<JsonNode> objects(String manifests) {
    return DOCUMENT
        .splitAsStream(manifests)
        .filter(document -> document.contains("kind:"))
        .map(document -> Serialization.unmarshal(document, JsonNode.class))
        .toList();
  }

  public static String chart() {
    return Repository.file(CHART).toString();
  }

  private static Outcome helm(String... arguments) {
    List<String> command = Stream.concat(Stream.of(program()), Stream.of(arguments)).toList();
    return Outcome.of(new ProcessBuilder(command).redirectErrorStream(true));
  }

  /** Where the local cluster has it; building it there may take minutes and says so on stderr. */
  private static synchronized String program() {
    if (program.isEmpty()) {
      String cluster = Repository.file("sample-workloads/local-cluster/cluster").toString();
      Outcome found =
          Outcome.of(new ProcessBuilder(cluster, "tool", "helm").redirectError(Redirect.INHERIT));
      assertThat(found.code()).as("exit code of %s tool helm", cluster).isZero();
      program = Optional.of(found.output().strip());
    }
    return program.get();
  }
}
