package io.hipaaoperator.cli;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.Endpoint;
import io.hipaaoperator.network.GatewayRoutes;
import io.hipaaoperator.network.IngressRoutes;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads manifests from files and folders into a snapshot. Kinds that play no part are passed over.
 */
final class Manifests {
  /** Group of each kind that is read as it is. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "PhiWorkload",
          Api.GROUP,
          "AuditSink",
          Api.GROUP,
          "NetworkPolicy",
          "networking.k8s.io",
          "Service",
          "",
          "Ingress",
          "networking.k8s.io",
          "EndpointSlice",
          "discovery.k8s.io",
          "Endpoints",
          "",
          "Namespace",
          "");

  /** As the API server takes it, null for a field is its absence, in a list or map a zero value. */
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setDefaultSetterInfo(JsonSetter.Value.construct(Nulls.SKIP, Nulls.AS_EMPTY));

  private final List<PhiWorkload> workloads = new ArrayList<>();
  private final List<NetworkPolicy> policies = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private final List<Service> services = new ArrayList<>();
  private final List<EndpointSlice> endpoints = new ArrayList<>();
  private final List<Route> ingressRoutes = new ArrayList<>();
  private final GatewayRoutes gatewayRoutes = new GatewayRoutes();
  private final List<OtherPolicy> otherPolicies = new ArrayList<>();
  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<AuditSink> sinks = new ArrayList<>();
  private final Map<List<String>, Document> seen = new HashMap<>();

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
    ManifestFiles.under(paths).stream()
        .flatMap(file -> DocumentReader.read(file).stream())
        .flatMap(Document::objects)
        .filter(Manifests::playsAPart)
        .forEach(manifests::add);
    return new Snapshot(
        manifests.workloads,
        manifests.policies,
        manifests.pods,
        manifests.services,
        manifests.endpoints,
        Routes.of(manifests.routes()),
        new Fact.Known<>(OtherPolicy.merged(manifests.otherPolicies)),
        manifests.namespaces,
        manifests.sinks);
  }

  private List<Route> routes() {
    return Stream.of(ingressRoutes, gatewayRoutes.all()).flatMap(List::stream).toList();
  }

  private static boolean playsAPart(Document document) {
    return PodTemplates.isIn(document.object())
        || otherPolicy(document).isPresent()
        || document.group().equals(GROUPS.get(document.kind()))
        || GatewayRoutes.tells(document.group(), document.kind())
        || isIncomplete(document)
        || document.version().equals("extensions/v1beta1") && document.kind().equals("Ingress");
  }

  /** To pass over it would be to say that all is well. */
  private static boolean isIncomplete(Document document) {
    return document.version().isBlank()
        && (GROUPS.containsKey(document.kind())
            || GatewayRoutes.tells(GatewayRoutes.GROUP, document.kind()));
  }

  private void add(Document document) {
    complete(document);
    Document other = seen.putIfAbsent(key(document), document);
    if (other != null) {
      throw new BadInput(
          "%s: %sis in %s as well"
              .formatted(document.place(), document.described(), other.place()));
    }
    read(document);
  }

  private static List<String> key(Document document) {
    String namespace = document.object().at("/metadata/namespace").asText();
    return List.of(document.group(), document.kind(), namespace, document.name());
  }

  private static Optional<OtherPolicyKind> otherPolicy(Document document) {
    return OtherPolicyKind.of(document.version(), document.kind());
  }

  private static OtherPolicy policy(OtherPolicyKind kind, Document document) {
    String namespace = document.object().at("/metadata/namespace").asText();
    return OtherPolicy.of(kind, namespace, document.name());
  }

  /** With a namespace, which the API server would have filled in. */
  private void complete(Document document) {
    if (document.version().isBlank()) {
      throw new BadInput(document.where() + "apiVersion: required");
    }
    if (!(document.object().get("metadata") instanceof ObjectNode metadata)
        || document.name().isBlank()) {
      throw new BadInput(document.where() + "metadata.name: required");
    }
    if (metadata.path("namespace").asText("").isEmpty()) {
      metadata.put("namespace", namespace);
    }
  }

  private void read(Document document) {
    Optional<OtherPolicyKind> other = otherPolicy(document);
    if (other.isPresent()) {
      otherPolicies.add(policy(other.get(), document));
    } else if (GatewayRoutes.tells(document.group(), document.kind())) {
      gatewayRoutes.add(document.kind(), RouteLists.checked(document));
    } else {
      readObject(document);
    }
  }

  private void readObject(Document document) {
    switch (document.kind()) {
      case "PhiWorkload" -> workloads.add(Declaration.read(document.where(), document.object()));
      case "NetworkPolicy" -> policies.add(complete(convert(document, NetworkPolicy.class)));
      case "Service" -> services.add(complete(convert(document, Service.class)));
      case "Ingress" -> IngressRoutes.of(ingress(document)).forEach(ingressRoutes::add);
      case "EndpointSlice" -> endpoints.add(convert(document, EndpointSlice.class));
      case "Endpoints" ->
          endpoints.addAll(MirroredEndpoints.of(convert(document, Endpoints.class)));
      case "AuditSink" -> sinks.add(SinkDeclaration.read(document));
      case "Namespace" -> namespaces.add(named(convert(document, Namespace.class)));
      default -> pod(document).forEach(pods::add);
    }
  }

  /** What an older version says in other fields would be lost. */
  private static Ingress ingress(Document document) {
    if (!document.version().endsWith("/v1")) {
      throw new BadInput(document.where() + "apiVersion: no server takes it; networking.k8s.io/v1");
    }
    return convert(document, Ingress.class);
  }

  private static Stream<Pod> pod(Document document) {
    return PodTemplates.pod(document.object()).stream()
        .map(pod -> convert(document, pod, Pod.class))
        .map(Manifests::complete);
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

  private static Service complete(Service service) {
    return service.edit().editOrNewSpec().endSpec().build();
  }

  private static Pod complete(Pod pod) {
    return pod.edit().editOrNewSpec().endSpec().build();
  }

  private static <T> T convert(Document document, Class<T> type) {
    return convert(document, document.object(), type);
  }

  private static <T> T convert(Document document, JsonNode object, Class<T> type) {
    try {
      return JSON.treeToValue(object, type);
    } catch (IOException e) {
      throw new BadInput(document.where() + Declaration.field(e) + "not of the type it must be");
    }
  }
}
