package io.hipaaoperator.controls.network;

import static io.hipaaoperator.controls.network.Judged.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A16. */
class DatabaseNotPublicTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: db, namespace: clinic}
      spec: %s
      """;

  private static String policy(String cidr) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: legacy, namespace: clinic}
        spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: %s}}]}]}
        """
        .formatted(cidr);
  }

  @Test
  void aDatabaseBehindItsPoliciesComplies() {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE)).get().isInstanceOf(Compliant.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0,true",
    "203.0.113.0/24,true",
    "10.0.0.0/7,true",
    "::/0,true",
    "10.0.0.0/8,false",
    "172.20.0.0/16,false",
    "100.64.1.0/24,false",
    "fd00::/8,false",
  })
  void onlyAddressesOfTheInternetArePublic(String cidr, boolean isPublic) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, policy("'" + cidr + "'")))
        .get()
        .isInstanceOf(isPublic ? Violated.class : Compliant.class);
  }

  @Test
  void aDeclaredPublicBlockViolatesToo() {
    String open =
        DATABASE.replace("podSelector: {matchLabels: {app: api}}", "ipBlock: {cidr: 0.0.0.0/0}");

    assertThat(Judged.by(DatabaseNotPublic.CONTROL, open)).get().isInstanceOf(Violated.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: LoadBalancer, selector: {app: db}}                     | Service db exposes the pods as LoadBalancer
          {type: NodePort, selector: {app: db}}                         | Service db exposes the pods as NodePort
          {type: ClusterIP, externalIPs: [9.9.9.9], selector: {app: db}} | Service db exposes the pods as external address
          """)
  void aServiceThatLeadsOutsideExposes(String spec, String evidence) {
    var verdict = Judged.by(DatabaseNotPublic.CONTROL, DATABASE, SERVICE.formatted(spec));

    assertThat(verdict).get().isInstanceOf(Violated.class);
    assertThat(verdict.orElseThrow().evidence()).containsExactly(evidence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{selector: {app: db}}",
        "{type: ClusterIP, selector: {app: db}}",
        "{type: LoadBalancer, selector: {app: web}}",
        "{type: LoadBalancer}",
        "{type: ExternalName, externalName: example.org, externalIPs: [9.9.9.9], selector: {app: db}}",
      })
  void otherServicesDoNot(String spec) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, SERVICE.formatted(spec)))
        .get()
        .isInstanceOf(Compliant.class);
  }

  /** Addresses that somebody wrote down, in the pod's namespace or in another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clinic | {type: LoadBalancer}                  | 10.0.0.7 | Service clinic/db exposes the pods as LoadBalancer, by EndpointSlice db-1
          lobby  | {type: NodePort}                      | 10.0.0.7 | Service lobby/db exposes the pods as NodePort, by EndpointSlice db-1
          lobby  | {externalIPs: [9.9.9.9]}              | fd00:0::7 | Service lobby/db exposes the pods as external address, by EndpointSlice db-1
          lobby  | {type: NodePort, selector: {app: web}} | 10.0.0.7 | Service lobby/db exposes the pods as NodePort, by EndpointSlice db-1
          lobby  | {type: ClusterIP}                     | 10.0.0.7 |
          lobby  | {type: NodePort}                      | 10.0.0.8 |
          """)
  void endpointsMadeByHandExpose(
      String namespace, String spec, String address, @Nullable String evidence) {
    var verdict =
        Judged.by(
            DatabaseNotPublic.CONTROL,
            DATABASE + "status: {podIPs: [{ip: 10.0.0.7}, {ip: 'fd00::7'}]}\n",
            SERVICE.formatted(spec).replace("clinic", namespace),
            slice(namespace, address));

    assertExposed(verdict, evidence);
  }

  /** What the selector's controller left there leads on once the selector is gone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: NodePort}                                     | true
          {type: NodePort, selector: {}}                       | true
          {type: NodePort, selector: {app: web}}               | false
          """)
  void endpointsOfAFormerSelectorExpose(String spec, boolean exposed) {
    var verdict =
        Judged.by(
            DatabaseNotPublic.CONTROL,
            DATABASE + "status: {phase: Running, podIPs: [{ip: 10.0.0.7}]}\n",
            SERVICE.formatted(spec),
            slice("clinic", "10.0.0.7")
                .replace(
                    "labels: {",
                    "labels: {endpointslice.kubernetes.io/managed-by:"
                        + " endpointslice-controller.k8s.io, "));

    assertThat(verdict).get().isInstanceOf(exposed ? Violated.class : Compliant.class);
  }

  /** Pods to come will have addresses that nobody knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {type: NodePort}                        | 10.0.0.7 |                         | true
          {type: NodePort}                        | fqdn.example | | false
          {type: ClusterIP}                       | 10.0.0.7 |                         | false
          {type: NodePort, selector: {app: web}}  | 10.0.0.7 |                         | true
          {type: NodePort}                        | 10.0.0.7 | status: {phase: Pending} | false
          """)
  void endpointsMayLeadToPodsToCome(
      String spec, String address, @Nullable String status, boolean unknown) {
    var verdict =
        Judged.by(
            DatabaseNotPublic.CONTROL,
            DATABASE + (status == null ? "" : status + "\n"),
            SERVICE.formatted(spec).replace("clinic", "lobby"),
            slice("lobby", address));

    assertThat(verdict).get().isInstanceOf(unknown ? Undetermined.class : Compliant.class);
    if (unknown) {
      assertThat(verdict.orElseThrow().evidence())
          .containsExactly(
              "Service lobby/db is exposed and leads to addresses that were written down; those of"
                  + " pods are not known from manifests");
    }
  }

  /** Through a Service that by itself leads nowhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {selector: {app: db}}                     | db  | Ingress clinic/in exposes the pods through Service clinic/db
          {selector: {app: web}}                    | db  |
          {selector: {app: db}}                     | web |
          """)
  void anIngressExposes(String spec, String backend, @Nullable String evidence) {
    assertExposed(
        Judged.by(DatabaseNotPublic.CONTROL, DATABASE, SERVICE.formatted(spec), ingress(backend)),
        evidence);
  }

  @Test
  void aRouteOfAGatewayExposes() {
    var verdict =
        Judged.by(
            DatabaseNotPublic.CONTROL,
            DATABASE,
            SERVICE.formatted("{selector: {app: db}}"),
            """
            apiVersion: gateway.networking.k8s.io/v1alpha2
            kind: TCPRoute
            metadata: {name: pg, namespace: clinic}
            spec: {parentRefs: [{name: edge}], rules: [{backendRefs: [{name: db, port: 5432}]}]}
            """);

    assertExposed(verdict, "TCPRoute clinic/pg exposes the pods through Service clinic/db");
  }

  /** An Ingress of another namespace, to a Service whose endpoints are the pod's address. */
  @Test
  void anIngressExposesThroughEndpointsMadeByHand() {
    var verdict =
        Judged.by(
            DatabaseNotPublic.CONTROL,
            DATABASE + "status: {podIPs: [{ip: 10.0.0.7}]}\n",
            SERVICE.formatted("{type: ClusterIP}").replace("clinic", "lobby"),
            slice("lobby", "10.0.0.7"),
            ingress("db").replace("clinic", "lobby"));

    assertExposed(
        verdict,
        "Ingress lobby/in exposes the pods through Service lobby/db, by EndpointSlice db-1");
  }

  @Test
  void endpointsBehindAnIngressMayLeadToPodsToCome() {
    assertThat(
            Judged.by(
                DatabaseNotPublic.CONTROL,
                DATABASE,
                SERVICE.formatted("{type: ClusterIP}").replace("clinic", "lobby"),
                slice("lobby", "10.0.0.7"),
                ingress("db").replace("clinic", "lobby")))
        .get()
        .isInstanceOf(Undetermined.class);
  }

  @Test
  void whereAnIngressEndsIsNotAlwaysKnown() {
    String ingress =
        ingress("x").replace("service: {name: x}", "resource: {kind: Bucket, name: files}");

    var verdict = Judged.by(DatabaseNotPublic.CONTROL, DATABASE, ingress);

    assertThat(verdict).get().isInstanceOf(Undetermined.class);
    assertThat(verdict.orElseThrow().evidence())
        .containsExactly("Ingress clinic/in leads to Bucket files, which is not followed");
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, ingress.replace("clinic", "lobby")))
        .get()
        .isInstanceOf(Compliant.class);
  }

  @Test
  void whatIsBehindAnotherNameIsNotKnown() {
    String name = SERVICE.formatted("{type: ExternalName, externalName: h, selector: {app: db}}");

    assertThat(
            Judged.by(DatabaseNotPublic.CONTROL, DATABASE, name, ingress("db"))
                .orElseThrow()
                .evidence())
        .containsExactly(
            "Ingress clinic/in leads to Service db, another name for a host, which is not"
                + " followed");
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE, name))
        .get()
        .isInstanceOf(Compliant.class);
  }

  private static String ingress(String service) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: in, namespace: clinic}
        spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: %s}}}]}}]}
        """
        .formatted(service);
  }

  private static void assertExposed(Optional<Verdict> verdict, @Nullable String evidence) {
    assertThat(verdict).get().isInstanceOf(evidence == null ? Compliant.class : Violated.class);
    if (evidence != null) {
      assertThat(verdict.orElseThrow().evidence()).containsExactly(evidence);
    }
  }

  private static String slice(String namespace, String address) {
    return """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: db-1, namespace: %s, labels: {kubernetes.io/service-name: db}}
        addressType: IPv4
        endpoints: [{addresses: ['%s']}]
        ports: [{port: 5432}]
        """
        .formatted(namespace, address);
  }

  /** Pods need not declare the ports they listen on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {selector: {app: db}, ports: [{port: 5432}]}                     | true
          {selector: {app: db}, ports: [{port: 80, targetPort: 3306}]}     | true
          {selector: {app: db}, ports: [{port: 5432, targetPort: pg}]}     | true
          {selector: {app: db}, ports: [{port: 80, targetPort: http}]}     | false
          {selector: {app: web}, ports: [{port: 5432}]}                    | false
          """)
  void aWorkloadIsADatabaseByItsServicesPort(String spec, boolean isDatabase) {
    String silent =
        DATABASE.replace(", ports: [{containerPort: 5432}]", "").replace("5432", "8080");

    assertThat(Judged.by(DatabaseNotPublic.CONTROL, silent, SERVICE.formatted(spec)).isPresent())
        .isEqualTo(isDatabase);
  }

  @Test
  void aHostPortExposes() {
    String bound = DATABASE.replace("containerPort: 5432", "containerPort: 5432, hostPort: 5432");

    assertThat(Judged.by(DatabaseNotPublic.CONTROL, bound).orElseThrow().evidence())
        .containsExactly("hostPort 5432 exposes the pods on their nodes");
  }

  @ParameterizedTest
  @CsvSource({"5432,true", "27017,true", "8080,false", "443,false"})
  void aWorkloadIsADatabaseByItsPort(String port, boolean isDatabase) {
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, DATABASE.replace("5432", port)).isPresent())
        .isEqualTo(isDatabase);
  }

  @Test
  void aDeclaredRangeThatHoldsAnyOfThemMakesADatabaseBeforeThereArePods() {
    String declared = DATABASE.split("---")[0];

    assertThat(
            Judged.by(
                DatabaseNotPublic.CONTROL,
                declared.replace("{port: 5432}", "{port: 5000, endPort: 6000}")))
        .isPresent();
    assertThat(Judged.by(DatabaseNotPublic.CONTROL, declared.replace("5432", "5000"))).isEmpty();
  }
}
