package io.hipaaoperator.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.network.Route.Backend;
import io.hipaaoperator.network.Route.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers the ways in that routes of the Gateway API declare. Whether a Gateway takes them is not
 * asked: one may tomorrow. What leads into another namespace counts only if a ReferenceGrant there
 * lets it. Mirrors and external authorisation are ways in as well; routes between Services alone,
 * as a mesh has them, are none.
 *
 * @see <a href="https://gateway-api.sigs.k8s.io/reference/spec/">Gateway API</a>
 */
public final class GatewayRoutes {
  /** The API group. */
  public static final String GROUP = "gateway.networking.k8s.io";

  private static final String GRANT = "ReferenceGrant";

  /** The kinds that declare ways in, or say which of these count. */
  public static final Set<String> KINDS =
      Set.of("HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", GRANT);

  private static final String SERVICE = "Service";
  private static final String NONE = "None";

  /** Kinds that a mesh hangs routes on; the latter is Istio's. */
  private static final Set<String> OF_MESH = Set.of(SERVICE, "ServiceEntry");

  private final Set<Route> routes = new LinkedHashSet<>();
  private final Set<Grant> grants = new LinkedHashSet<>();

  /** A namespace's leave for routes of another: to all objects of a kind where it names none. */
  private record Grant(String route, String from, String namespace, String kind, String backend) {
    boolean permits(Route asking) {
      return asking.origin().kind().equals(route)
          && asking.origin().namespace().equals(from)
          && asking.backend().namespace().equals(namespace)
          && asking.backend().kind().equals(kind)
          && (backend.isEmpty() || backend.equals(asking.backend().name()));
    }
  }

  /** Whether a kind is one of these. */
  public static boolean tells(String group, String kind) {
    return group.equals(GROUP) && KINDS.contains(kind);
  }

  /** Takes in an object of one of these kinds, as the API server gives it. */
  public void add(String kind, JsonNode object) {
    if (kind.equals(GRANT)) {
      grants(object).forEach(grants::add);
    } else if (isWayIn(object)) {
      routes(kind, object).forEach(routes::add);
    }
  }

  /** All ways in that count, each once. */
  public List<Route> all() {
    return routes.stream().filter(this::isPermitted).toList();
  }

  private boolean isPermitted(Route route) {
    return route.origin().namespace().equals(route.backend().namespace())
        || grants.stream().anyMatch(grant -> grant.permits(route));
  }

  private static Stream<Grant> grants(JsonNode object) {
    return object
        .at("/spec/from")
        .valueStream()
        .filter(from -> from.path("group").asText().equals(GROUP))
        .flatMap(
            from ->
                object.at("/spec/to").valueStream().map(to -> grant(from, namespace(object), to)));
  }

  private static Grant grant(JsonNode from, String namespace, JsonNode to) {
    return new Grant(
        from.path("kind").asText(),
        from.path("namespace").asText(),
        namespace,
        kind(to),
        to.path("name").asText(""));
  }

  /** Whether it hangs on anything but the Services of a mesh. */
  private static boolean isWayIn(JsonNode route) {
    return !route.at("/spec/useDefaultGateways").asText(NONE).equals(NONE)
        || route
            .at("/spec/parentRefs")
            .valueStream()
            .anyMatch(parent -> !OF_MESH.contains(parent.path("kind").asText("")));
  }

  private static Stream<Route> routes(String kind, JsonNode object) {
    var origin = new Origin(kind, namespace(object), object.at("/metadata/name").asText());
    return object
        .at("/spec/rules")
        .valueStream()
        .flatMap(GatewayRoutes::references)
        .map(reference -> new Route(origin, backend(reference, origin.namespace())));
  }

  private static Stream<JsonNode> references(JsonNode rule) {
    List<JsonNode> backends = rule.path("backendRefs").valueStream().toList();
    return Stream.concat(
        backends.stream(),
        Stream.concat(Stream.of(rule), backends.stream()).flatMap(GatewayRoutes::asides));
  }

  /** Where filters send requests beside the backend. */
  private static Stream<JsonNode> asides(JsonNode filtered) {
    return filtered
        .path("filters")
        .valueStream()
        .flatMap(filter -> filter.findValues("backendRef").stream());
  }

  private static Backend backend(JsonNode reference, String namespace) {
    return new Backend(
        kind(reference),
        reference.path("namespace").asText(namespace),
        reference.path("name").asText(),
        reference.path("port").asText(""));
  }

  /** With its group, unless it is the core's. */
  private static String kind(JsonNode reference) {
    String group = reference.path("group").asText("");
    return reference.path("kind").asText(SERVICE) + (group.isEmpty() ? "" : "." + group);
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }
}
