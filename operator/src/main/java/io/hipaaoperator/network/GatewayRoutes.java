package io.hipaaoperator.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.network.Route.Backend;
import io.hipaaoperator.network.Route.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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

  private final Set<Route> routes = new LinkedHashSet<>();
  private final Set<Grant> grants = new LinkedHashSet<>();

  /** A namespace's leave for routes of another: to all its Services where it names none. */
  private record Grant(String kind, String from, String to, String service) {
    boolean permits(Route route) {
      return route.origin().kind().equals(kind)
          && route.origin().namespace().equals(from)
          && route.backend().namespace().equals(to)
          && (service.isEmpty() || service.equals(route.backend().name()));
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
    return stream(object.at("/spec/from"))
        .filter(from -> from.path("group").asText().equals(GROUP))
        .flatMap(
            from ->
                stream(object.at("/spec/to"))
                    .filter(GatewayRoutes::isService)
                    .map(to -> grant(from, namespace(object), to)));
  }

  private static Grant grant(JsonNode from, String namespace, JsonNode to) {
    return new Grant(
        from.path("kind").asText(),
        from.path("namespace").asText(),
        namespace,
        to.path("name").asText(""));
  }

  /** Whether it hangs on anything but Services. */
  private static boolean isWayIn(JsonNode route) {
    return stream(route.at("/spec/parentRefs"))
        .anyMatch(parent -> !parent.path("kind").asText("").equals(SERVICE));
  }

  private static Stream<Route> routes(String kind, JsonNode object) {
    var origin = new Origin(kind, namespace(object), object.at("/metadata/name").asText());
    return stream(object.at("/spec/rules"))
        .flatMap(GatewayRoutes::references)
        .map(reference -> new Route(origin, backend(reference, origin.namespace())));
  }

  private static Stream<JsonNode> references(JsonNode rule) {
    List<JsonNode> backends = stream(rule.path("backendRefs")).toList();
    return Stream.concat(
        backends.stream(),
        Stream.concat(Stream.of(rule), backends.stream()).flatMap(GatewayRoutes::asides));
  }

  /** Where filters send requests beside the backend. */
  private static Stream<JsonNode> asides(JsonNode filtered) {
    return stream(filtered.path("filters"))
        .flatMap(filter -> filter.findValues("backendRef").stream());
  }

  private static Backend backend(JsonNode reference, String namespace) {
    return new Backend(
        isService(reference) ? SERVICE : reference.path("kind").asText(),
        reference.path("namespace").asText(namespace),
        reference.path("name").asText(),
        reference.path("port").asText(""));
  }

  private static boolean isService(JsonNode reference) {
    return reference.path("group").asText("").isEmpty()
        && reference.path("kind").asText(SERVICE).equals(SERVICE);
  }

  private static String namespace(JsonNode object) {
    return object.at("/metadata/namespace").asText();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
