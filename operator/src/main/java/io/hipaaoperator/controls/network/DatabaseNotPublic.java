package io.hipaaoperator.controls.network;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.hipaaoperator.api.Port;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.network.Direction;
import io.hipaaoperator.network.Exposure;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.Opening;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Selectors;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A16, the part inside the cluster: no rule admits the internet to a database, and no Service, no
 * Ingress and no route of a Gateway hands it to the outside, be it by a selector or by endpoints
 * made by hand. A workload is a database when it serves a port that IANA or common use gives to
 * one.
 *
 * @see <a
 *     href="https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xhtml">
 *     IANA port numbers</a>
 */
public final class DatabaseNotPublic {
  /**
   * SQL Server, Oracle, MySQL, PostgreSQL, CouchDB, Redis, Neo4j, Cassandra, Elasticsearch,
   * MongoDB.
   */
  private static final Set<Integer> PORTS =
      Set.of(1433, 1521, 3306, 5432, 5984, 6379, 7687, 9042, 9200, 27017);

  private static final String NOT_EXPOSED =
      "no rule admits the internet; no Service, Ingress or route of a Gateway exposes the pods";

  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          "A16",
          "Databases not publicly reachable",
          Citation.required("164.312(a)(1)"),
          List.of("SC-7", "AC-4"),
          Severity.CRITICAL,
          List.of(
              WorkloadFacts.PODS,
              WorkloadFacts.PATHS,
              WorkloadFacts.SERVICES,
              WorkloadFacts.ROUTES,
              WorkloadFacts.HAND_MADE_ENDPOINTS),
          List.of(WorkloadFacts.OTHER_POLICIES, WorkloadFacts.UNFOLLOWED_ROUTES),
          DatabaseNotPublic::isDatabase,
          DatabaseNotPublic::check,
          (workload, facts) -> List.of());

  private DatabaseNotPublic() {}

  private static boolean isDatabase(Workload workload, Facts facts) {
    return declares(workload)
        || ports(facts).map(ContainerPort::getContainerPort).anyMatch(PORTS::contains)
        || served(workload, facts).anyMatch(PORTS::contains);
  }

  private static boolean declares(Workload workload) {
    return workload.spec().network().ingress().stream()
        .flatMap(rule -> rule.ports().stream())
        .anyMatch(DatabaseNotPublic::isOfDatabase);
  }

  private static boolean isOfDatabase(Port declared) {
    IntOrString port = declared.port();
    Integer first = port == null ? null : port.getIntVal();
    return first != null
        && PORTS.stream()
            .anyMatch(it -> first <= it && it <= requireNonNullElse(declared.endPort(), first));
  }

  private static Stream<ContainerPort> ports(Facts facts) {
    return facts.known(WorkloadFacts.PODS).stream()
        .flatMap(
            pod ->
                Stream.concat(
                    pod.getSpec().getContainers().stream(),
                    pod.getSpec().getInitContainers().stream()))
        .flatMap(container -> container.getPorts().stream());
  }

  /** Pods need not say on which ports they listen; a Service must. */
  private static Stream<Integer> served(Workload workload, Facts facts) {
    return Stream.concat(
        facts.known(WorkloadFacts.SERVICES).stream()
            .filter(service -> leadsToPods(service, workload, facts))
            .flatMap(Exposure::numbers),
        facts.known(WorkloadFacts.HAND_MADE_ENDPOINTS).stream().flatMap(HandMadeEndpoints::ports));
  }

  private static Verdict check(Workload workload, Facts facts) {
    List<String> ways =
        Stream.of(
                rules(facts),
                services(workload, facts),
                handMade(facts),
                routes(workload, facts),
                hostPorts(facts))
            .flatMap(Function.identity())
            .distinct()
            .sorted()
            .toList();
    return ways.isEmpty() ? Verdict.compliant(NOT_EXPOSED) : new Verdict.Violated(ways);
  }

  private static Stream<String> rules(Facts facts) {
    return facts.known(WorkloadFacts.PATHS).all().stream()
        .filter(path -> path.direction() == Direction.INGRESS)
        .filter(Opening::isPublic)
        .map(Opening::toString);
  }

  private static Stream<String> hostPorts(Facts facts) {
    return ports(facts)
        .map(ContainerPort::getHostPort)
        .filter(port -> port != null && port > 0)
        .map(port -> "hostPort " + port + " exposes the pods on their nodes");
  }

  private static Stream<String> services(Workload workload, Facts facts) {
    return facts.known(WorkloadFacts.SERVICES).stream()
        .filter(Exposure::isExposed)
        .filter(service -> leadsToPods(service, workload, facts))
        .map(
            service ->
                "Service "
                    + service.getMetadata().getName()
                    + " exposes the pods as "
                    + Exposure.how(service));
  }

  private static Stream<String> handMade(Facts facts) {
    return facts.known(WorkloadFacts.HAND_MADE_ENDPOINTS).stream()
        .filter(endpoints -> Exposure.isExposed(endpoints.service()))
        .map(DatabaseNotPublic::exposure);
  }

  private static String exposure(HandMadeEndpoints endpoints) {
    var service = endpoints.service().getMetadata();
    return "Service %s/%s exposes the pods as %s, by EndpointSlice %s"
        .formatted(
            service.getNamespace(),
            service.getName(),
            Exposure.how(endpoints.service()),
            endpoints.slice().getMetadata().getName());
  }

  private static Stream<String> routes(Workload workload, Facts facts) {
    return facts.known(WorkloadFacts.ROUTES).stream()
        .flatMap(route -> ends(route, workload, facts));
  }

  private static Stream<String> ends(Route route, Workload workload, Facts facts) {
    Stream<String> bySelector =
        facts.known(WorkloadFacts.SERVICES).stream()
            .filter(route::leadsTo)
            .filter(service -> leadsToPods(service, workload, facts))
            .map(route::exposure);
    Stream<String> byHand =
        facts.known(WorkloadFacts.HAND_MADE_ENDPOINTS).stream()
            .filter(endpoints -> route.leadsTo(endpoints.service()))
            .map(
                endpoints ->
                    route.exposure(endpoints.service())
                        + ", by EndpointSlice "
                        + endpoints.slice().getMetadata().getName());
    return Stream.concat(bySelector, byHand);
  }

  private static boolean leadsToPods(Service service, Workload workload, Facts facts) {
    return Exposure.pods(service).filter(pods -> covers(pods, workload, facts)).isPresent();
  }

  private static boolean covers(LabelSelector pods, Workload workload, Facts facts) {
    return Selectors.covers(pods, workload.podSelector())
        || facts.known(WorkloadFacts.PODS).stream()
            .anyMatch(pod -> Selectors.matches(pods, pod.getMetadata().getLabels()));
  }
}
