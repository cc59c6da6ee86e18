package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.workload.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads manifests from files and folders into a snapshot. Kinds that play no part are passed over.
 */
final class Manifests {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final List<PhiWorkload> workloads = new ArrayList<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
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
        manifests.namespaces);
  }

  private void readPath(Path path) {
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
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (documents.hasNextValue()) {
        readDocument(file, documents.nextValue());
      }
    } catch (JsonMappingException e) {
      throw new BadInput(file + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  private void readDocument(Path file, JsonNode document) {
    if (document.path("kind").asText().endsWith("List") && document.has("items")) {
      document.get("items").forEach(item -> readDocument(file, item));
    } else if (document.isObject()) {
      readObject(file, named(file, document));
    }
  }

  /** With a namespace, which the API server would have filled in. */
  private JsonNode named(Path file, JsonNode object) {
    if (!(object.get("metadata") instanceof ObjectNode metadata) || !metadata.has("name")) {
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
          workloads.add(strictly(file, object));
        }
      }
      case "NetworkPolicy" -> {
        if (group.startsWith("networking.k8s.io/")) {
          policies.add(convert(file, object, NetworkPolicy.class));
        }
      }
      case "Service" -> {
        if (group.equals("v1")) {
          services.add(convert(file, object, Service.class));
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
        .addToLabels("kubernetes.io/metadata.name", namespace.getMetadata().getName())
        .endMetadata()
        .build();
  }

  private static PhiWorkload strictly(Path file, JsonNode object) {
    try {
      PhiWorkload workload = STRICT.treeToValue(object, PhiWorkload.class);
      if (workload.getSpec() == null || !object.at("/spec").has("selector")) {
        throw new BadInput(where(file, object) + "spec.selector: required");
      }
      return workload;
    } catch (IOException e) {
      throw new BadInput(where(file, object) + reason(e));
    }
  }

  private static <T> T convert(Path file, JsonNode object, Class<T> type) {
    try {
      return YAML.treeToValue(object, type);
    } catch (IOException e) {
      throw new BadInput(where(file, object) + reason(e));
    }
  }

  private static String where(Path file, JsonNode object) {
    String name = object.at("/metadata/name").asText("(no name)");
    return file + ": " + object.path("kind").asText() + " " + name + ": ";
  }

  /** The field path and what is wrong with it, without the parser's own positions. */
  private static String reason(IOException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return String.valueOf(e.getMessage());
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    String field = path.isEmpty() ? "" : path.substring(1) + ": ";
    return field + words(mapping);
  }

  private static String words(JsonMappingException e) {
    return e instanceof UnrecognizedPropertyException
        ? "unknown field"
        : e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
