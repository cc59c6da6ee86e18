package io.hipaaoperator.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.Route.Backend;
import io.hipaaoperator.network.Route.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ways in Ingresses and routes of Gateways declare. */
class RoutesTest {
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String TO_CLINIC = "parentRefs: [{name: g}], rules: [{backendRefs: [%s]}]";
  private static final String LENT = "{name: db, namespace: clinic, port: 5432}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {defaultBackend: {service: {name: db, port: {number: 5432}}}}                 | Service clinic/db 5432
          {rules: [{http: {paths: [{backend: {service: {name: db, port: {name: pg}}}}]}}]} | Service clinic/db pg
          {rules: [{http: {paths: [{backend: {service: {name: db}}}]}}]}                | Service clinic/db
          {defaultBackend: {resource: {kind: StorageBucket, name: x}}}                  | StorageBucket clinic/x
          {rules: [{host: a}, {http: {}}, {http: {paths: [{}, {backend: {}}]}}]}        |
          {}                                                                            |
          """)
  void ofAnIngress(String spec, @Nullable String backends) {
    assertThat(ingress(spec)).isEqualTo(backends == null ? "" : backends);
  }

  @Test
  void anIngressLeadsToEachBackendOnce() {
    assertThat(
            ingress(
                "{rules: [{host: a, http: {paths: [{path: /a, backend: {service: {name: db}}},"
                    + " {path: /b, backend: {service: {name: web}}}]}},"
                    + " {host: b, http: {paths: [{path: /c, backend: {service: {name: db}}}]}}]}"))
        .isEqualTo("Service clinic/db, Service clinic/web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: db, port: 5432}                                | Service web/db 5432
          {name: db, group: '', kind: Service, port: 5432}      | Service web/db 5432
          {name: db, group: multicluster.x-k8s.io, kind: ServiceImport} | ServiceImport.multicluster.x-k8s.io web/db
          {name: db, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 1}}}]} | Service web/db, Service web/copy 1
          """)
  void ofARouteOfAGateway(String reference, String backends) {
    assertThat(gateway(route("HTTPRoute", TO_CLINIC.formatted(reference)))).isEqualTo(backends);
  }

  @Test
  void aFilterOfARuleSendsRequestsAsWell() {
    assertThat(
            gateway(
                route(
                    "GRPCRoute",
                    "parentRefs: [{name: g}], rules: [{filters: [{type: ExternalAuth,"
                        + " externalAuth: {backendRef: {name: auth, port: 9}}}]}]")))
        .isEqualTo("Service web/auth 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"})
  void allKindsOfRoutes(String kind) {
    assertThat(GatewayRoutes.tells(GatewayRoutes.GROUP, kind)).isTrue();
    assertThat(GatewayRoutes.tells("example.org", kind)).isFalse();
    assertThat(gateway(route(kind, TO_CLINIC.formatted("{name: db}")))).isEqualTo("Service web/db");
  }

  @Test
  void aRouteMayHangOnTheDefaultGateways() {
    assertThat(
            gateway(
                route(
                    "HTTPRoute", "useDefaultGateways: All, rules: [{backendRefs: [{name: db}]}]")))
        .isEqualTo("Service web/db");
  }

  /** What is not followed is a doubt in the other namespace as well. */
  @Test
  void anotherNamespaceMayLendOtherKinds() {
    String grant =
        """
        kind: ReferenceGrant
        metadata: {name: lend, namespace: clinic}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}]
          to: [{group: x, kind: Import}]
        """;
    String route = TO_CLINIC.formatted("{group: x, kind: Import, name: db, namespace: clinic}");

    assertThat(gateway(route("HTTPRoute", route), grant)).isEqualTo("Import.x clinic/db");
    assertThat(gateway(route("HTTPRoute", route))).isEmpty();
  }

  /** The controller of AWS's load balancers takes such a Service for the name of an action. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "forward", "forwardConfig": {"targetGroups": [{"serviceName": "db", "servicePort": 5432}]}} | Service clinic/db
          {"type": "redirect", "redirectConfig": {"port": "443"}} |
          not JSON |
          """)
  void anActionForwardsToServices(String action, @Nullable String backends) {
    String yaml =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: in
          namespace: clinic
          annotations: {alb.ingress.kubernetes.io/actions.go: '%s'}
        spec: {defaultBackend: {service: {name: go, port: {name: use-annotation}}}}
        """;
    var ingress = KUBERNETES.unmarshal(yaml.formatted(action), Ingress.class);

    assertThat(text(IngressRoutes.of(ingress))).isEqualTo(backends == null ? "" : backends);
  }

  /** A mesh's, or nobody's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "parentRefs: [{kind: Service, group: '', name: db}], rules: [{backendRefs: [{name: db}]}]",
        "parentRefs: [{kind: ServiceEntry, group: networking.istio.io, name: db}],"
            + " rules: [{backendRefs: [{name: db}]}]",
        "useDefaultGateways: None, rules: [{backendRefs: [{name: db}]}]",
        "rules: [{backendRefs: [{name: db}]}]",
        "parentRefs: [{name: g}]",
        "parentRefs: [{name: g}], rules: []",
      })
  void someRoutesAreNoWayIn(String spec) {
    assertThat(gateway(route("HTTPRoute", spec))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clinic | HTTPRoute | web | {group: '', kind: Service}            | true
          clinic | HTTPRoute | web | {group: '', kind: Service, name: db}  | true
          clinic | HTTPRoute | web | {group: '', kind: Service, name: api} | false
          clinic | HTTPRoute | web | {group: '', kind: Secret}             | false
          clinic | HTTPRoute | lab | {group: '', kind: Service}            | false
          clinic | TCPRoute  | web | {group: '', kind: Service}            | false
          web    | HTTPRoute | web | {group: '', kind: Service}            | false
          clinic | HTTPRoute | web | {group: x, kind: Import}              | false
          """)
  void anotherNamespaceMustLendItsServices(
      String namespace, String kind, String from, String to, boolean lent) {
    String grant =
        """
        kind: ReferenceGrant
        metadata: {name: lend, namespace: %s}
        spec: {from: [{group: gateway.networking.k8s.io, kind: %s, namespace: %s}], to: [%s]}
        """
            .formatted(namespace, kind, from, to);

    assertThat(gateway(route("HTTPRoute", TO_CLINIC.formatted(LENT)), grant))
        .isEqualTo(lent ? "Service clinic/db 5432" : "");
  }

  /** What could not be read takes nothing away from what was. */
  @Test
  void whatWasNotReadIsADoubtBesideWhatWas() {
    var route =
        new Route(new Origin("Ingress", "clinic", "in"), Backend.service("clinic", "db", ""));

    Routes routes =
        Routes.of(List.of(route)).and(Routes.of(new Fact.Unreachable<>("no right"))).into("clinic");

    assertThat(routes.known()).containsExactly(route);
    assertThat(routes.doubts(List.of())).containsExactly("no right");
  }

  private static String ingress(String spec) {
    String yaml =
        "---\n{apiVersion: networking.k8s.io/v1, kind: Ingress,"
            + " metadata: {name: in, namespace: clinic}, spec: %s}";
    return text(IngressRoutes.of(KUBERNETES.unmarshal(yaml.formatted(spec), Ingress.class)));
  }

  private static String route(String kind, String spec) {
    return "{kind: %s, metadata: {name: r, namespace: web}, spec: {%s}}".formatted(kind, spec);
  }

  private static String gateway(String... yaml) {
    var routes = new GatewayRoutes();
    Stream.of(yaml).map(RoutesTest::read).forEach(it -> routes.add(it.get("kind").asText(), it));
    return text(routes.all().stream());
  }

  private static String text(Stream<Route> routes) {
    List<String> backends =
        routes
            .map(Route::backend)
            .map(it -> "%s %s/%s %s".formatted(it.kind(), it.namespace(), it.name(), it.port()))
            .map(String::strip)
            .toList();
    return String.join(", ", backends);
  }

  private static JsonNode read(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
