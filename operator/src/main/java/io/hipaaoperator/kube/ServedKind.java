package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.kube.JsonReader.NotRead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A kind of objects that the server serves in one version.
 *
 * @param group its API group
 * @param version the version
 * @param resource plural, as in paths
 * @param kind the kind
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery">
 *     Aggregated discovery</a>
 */
record ServedKind(String group, String version, String resource, String kind) {
  private static final String ALL_AT_ONCE =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  /** Servers of these groups are often away, and have no policies. */
  private static final String METRICS = "metrics.k8s.io";

  /**
   * All kinds of all groups but the core's, preferred versions first, in one call.
   *
   * @throws NotRead when the server does not say
   */
  private static List<ServedKind> all(JsonReader reader) {
    JsonNode answer = reader.get("/apis", ALL_AT_ONCE, "the APIs");
    if (!"APIGroupDiscoveryList".equals(answer.path("kind").asText())) {
      throw new NotRead("the server does not say which kinds it serves");
    }
    return answer.path("items").valueStream().flatMap(ServedKind::ofGroup).toList();
  }

  /**
   * Those of all kinds that are asked for. Versions of a group may serve other kinds: each is given
   * in the first that has it.
   *
   * @throws NotRead when the server does not say
   */
  static List<ServedKind> firstOf(JsonReader reader, Predicate<ServedKind> asked) {
    Map<List<String>, ServedKind> first = new LinkedHashMap<>();
    all(reader).stream()
        .filter(asked)
        .forEach(served -> first.putIfAbsent(List.of(served.group, served.kind), served));
    return List.copyOf(first.values());
  }

  private static Stream<ServedKind> ofGroup(JsonNode group) {
    String name = group.at("/metadata/name").asText();
    return group.path("versions").valueStream().flatMap(version -> ofVersion(name, version));
  }

  private static Stream<ServedKind> ofVersion(String group, JsonNode version) {
    String name = version.path("version").asText();
    if (isSilent(version) && !group.endsWith(METRICS)) {
      throw new NotRead(group + "/" + name + " does not say which kinds it serves");
    }
    return version
        .path("resources")
        .valueStream()
        .map(
            resource ->
                new ServedKind(
                    group,
                    name,
                    resource.path("resource").asText(),
                    resource.at("/responseKind/kind").asText()));
  }

  /** Whether the server behind it is away and has never said what it serves. */
  private static boolean isSilent(JsonNode version) {
    return version.path("freshness").asText().equals("Stale")
        && version.path("resources").isEmpty();
  }

  /** Group and version as in paths. */
  String groupVersion() {
    return group + "/" + version;
  }
}
