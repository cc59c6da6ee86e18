package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.Endpoint;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import io.hipaaoperator.workload.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads manifests from files and folders into a snapshot. Kinds that play no part are passed over.
 */
final class Manifests {
  private static final LoadSettings SETTINGS = LoadSettings.builder().build();
  private static final Set<String> KINDS =
      Set.of("PhiWorkload", "NetworkPolicy", "Service", "EndpointSlice", "Endpoints", "Namespace");
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final List<PhiWorkload> workloads = new ArrayList<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<EndpointSlice> endpoints = new ArrayList<>();
  private final List<OtherPolicy> otherPolicies = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();

  private final String namespace;

  private Manifests(String namespace) {
    this.namespace = namespace;
  }

  /**
   * Everything in these files and, recursively, folders.
   *
   * @param namespace where objects are that do not say
   * @throws BadInput naming file, object and field
   */
  static Snapshot read(List<Path> paths, String namespace) {
    var manifests = new Manifests(namespace);
    paths.forEach(manifests::readPath);
    return new Snapshot(
        manifests.workloads,
        manifests.policies,
        manifests.pods,
        manifests.services,
        manifests.endpoints,
        new Fact.Known<>(OtherPolicy.merged(manifests.otherPolicies)),
        manifests.namespaces);
  }

  /** A file that is named is read whatever it is called; of a folder only manifests are. */
  private void readPath(Path path) {
    if (Files.isRegularFile(path)) {
      readFile(path);
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.filter(Manifests::isManifest).sorted().forEach(this::readFile);
    } catch (IOException e) {
      throw new BadInput(path + ": can't be read");
    }
  }

  private static boolean isManifest(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private void readFile(Path file) {
    try (InputStream text = Files.newInputStream(file)) {
      for (Object document : new Load(SETTINGS).loadAllFromInputStream(text)) {
        readDocument(file, JSON.valueToTree(document));
      }
    } catch (YamlEngineException e) {
      throw new BadInput(file + ": " + position(e) + "no valid YAML");
    } catch (IOException e) {
      throw new BadInput(file + ": can't be read");
    }
  }

  /** Where, but not what: the parser quotes the text, which may be a secret's. */
  private static String position(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked
            .getProblemMark()
            .map(
                mark ->
                    "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
            .orElse("")
        : "";
  }

  private void readDocument(Path file, JsonNode document) {
    if (document.path("kind").asText().endsWith("List") && document.has("items")) {
      document.get("items").forEach(item -> readDocument(file, item));
    } else if (otherPolicy(document).isPresent()) {
      readOtherPolicy(named(file, document));
    } else if (KINDS.contains(document.path("kind").asText()) || PodTemplates.isIn(document)) {
      readObject(file, named(file, document));
    }
  }

  private static Optional<OtherPolicyKind> otherPolicy(JsonNode document) {
    return OtherPolicyKind.of(document.path("apiVersion").asText(), document.path("kind").asText());
  }

  private void readOtherPolicy(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    otherPolicy(object)
        .map(
            kind ->
                OtherPolicy.of(
                    kind, metadata.path("namespace").asText(), metadata.path("name").asText()))
        .ifPresent(otherPolicies::add);
  }

  /** With a namespace, which the API server would have filled in. */
  private JsonNode named(Path file, JsonNode object) {
    if (!(object.get("metadata") instanceof ObjectNode metadata)
        || metadata.path("name").asText().isBlank()) {
      throw new BadInput(where(file, object) + "metadata.name: required");
    }
    if (!metadata.has("namespace")) {
      metadata.put("namespace", namespace);
    }
    return object;
  }

  private void readObject(Path file, JsonNode object) {
    String kind = object.path("kind").asText();
    String group = object.path("apiVersion").asText();
    switch (kind) {
      case "PhiWorkload" -> {
        if (group.startsWith(Api.GROUP + "/")) {
          workloads.add(Declaration.read(where(file, object), object));
        }
      }
      case "NetworkPolicy" -> {
        if (group.startsWith("networking.k8s.io/")) {
          policies.add(complete(convert(file, object, NetworkPolicy.class)));
        }
      }
      case "Service" -> {
        if (group.equals("v1")) {
          services.add(convert(file, object, Service.class));
        }
      }
      case "EndpointSlice" -> {
        if (group.startsWith("discovery.k8s.io/")) {
          endpoints.add(convert(file, object, EndpointSlice.class));
        }
      }
      case "Endpoints" -> {
        if (group.equals("v1")) {
          endpoints.addAll(MirroredEndpoints.of(convert(file, object, Endpoints.class)));
        }
      }
      case "Namespace" -> namespaces.add(named(convert(file, object, Namespace.class)));
      default ->
          PodTemplates.pod(object).map(p -> convert(file, p, Pod.class)).ifPresent(pods::add);
    }
  }

  /** The API server gives every namespace its name for a label. */
  private static Namespace named(Namespace namespace) {
    return namespace
        .edit()
        .editMetadata()
        .addToLabels(Endpoint.NAMESPACE_NAME, namespace.getMetadata().getName())
        .endMetadata()
        .build();
  }

  /** The API server takes an absent selector for the empty one. */
  private static NetworkPolicy complete(NetworkPolicy policy) {
    return policy.edit().editOrNewSpec().editOrNewPodSelector().endPodSelector().endSpec().build();
  }

  private static <T> T convert(Path file, JsonNode object, Class<T> type) {
    try {
      return JSON.treeToValue(object, type);
    } catch (IOException e) {
      throw new BadInput(where(file, object) + Declaration.field(e) + "not of the type it must be");
    }
  }

  private static String where(Path file, JsonNode object) {
    String name = object.at("/metadata/name").asText("");
    return file
        + ": "
        + object.path("kind").asText()
        + " "
        + (name.isBlank() ? "(no name)" : name)
        + ": ";
  }
}
