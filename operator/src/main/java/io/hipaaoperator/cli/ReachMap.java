package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.network.Endpoint;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Exposure;
import io.hipaaoperator.network.Groups;
import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.network.Matrix;
import io.hipaaoperator.network.Protocol;
import io.hipaaoperator.network.Reach;
import io.hipaaoperator.network.Reachability;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Selectors;
import io.hipaaoperator.workload.Snapshot;
import io.hipaaoperator.workload.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who can reach whom in a snapshot, seen from the pods that handle PHI, or from all if none do. */
final class ReachMap {
  private static final String STRANGER = "any other pod";

  private final Snapshot cluster;
  private final Reachability reachability;
  private final List<Group> pods;
  private final List<Group> strangers;
  private final List<Group> outside;
  private final Set<String> phi;
  private final Map<String, List<Route>> routes;

  private ReachMap(Snapshot cluster, Groups grouping, Namesakes namesakes) {
    this.cluster = cluster;
    this.reachability = Reachability.under(cluster.policies());
    this.pods = groups(cluster, grouping).stream().map(namesakes::apart).toList();
    this.strangers = namespaces().map(this::stranger).toList();
    this.routes =
        cluster.routes().known().stream()
            .filter(Route::isFollowed)
            .collect(
                Collectors.groupingBy(it -> name(it.backend().namespace(), it.backend().name())));
    this.phi = cluster.workloads().stream().flatMap(this::protectedBy).collect(Collectors.toSet());
    this.outside =
        grouping.outside().stream().map(part -> new Group(part.name(), part, 1)).toList();
  }

  /** Maps a snapshot. */
  static ReachMap of(Snapshot cluster) {
    return of(cluster, cluster);
  }

  /** Maps a snapshot as another is mapped: addresses are cut and groups are named alike. */
  static ReachMap of(Snapshot cluster, Snapshot other) {
    List<NetworkPolicy> all = new ArrayList<>(cluster.policies());
    all.addAll(other.policies());
    Groups grouping = Groups.under(all);
    Stream<Group> groups =
        Stream.of(cluster, other).flatMap(each -> groups(each, grouping).stream());
    return new ReachMap(cluster, grouping, Namesakes.among(groups));
  }

  private static List<Group> groups(Snapshot cluster, Groups grouping) {
    return grouping.of(cluster.pods().stream().map(pod -> inItsNamespace(cluster, pod)).toList());
  }

  /** Everybody who can reach, or be reached. */
  List<Group> everybody() {
    return Stream.of(pods, strangers, outside).flatMap(Collection::stream).toList();
  }

  /** The table of the pairs that are asked for. */
  Matrix matrix(BiPredicate<Group, Group> asked) {
    Matrix paths = Matrix.of(reachability, everybody(), asked);
    return new Matrix(Stream.concat(paths.rows().stream(), exposures(asked)).toList());
  }

  /**
   * What Services, and Ingresses and routes through them, open to the outside, for pods that the
   * outside is asked about.
   */
  Stream<Matrix.Row> exposures(BiPredicate<Group, Group> asked) {
    return pods.stream()
        .filter(pod -> outside.stream().anyMatch(part -> asked.test(part, pod)))
        .flatMap(pod -> cluster.services().stream().flatMap(service -> exposures(service, pod)));
  }

  private Stream<Matrix.Row> exposures(Service service, Group pod) {
    Endpoint controller = strangers.getLast().endpoint();
    return Stream.concat(
        Exposure.of(service, pod, reachability),
        routes.getOrDefault(name(service), List.of()).stream()
            .flatMap(route -> Exposure.of(route, service, pod, controller, reachability)));
  }

  private static String name(Service service) {
    return name(service.getMetadata().getNamespace(), service.getMetadata().getName());
  }

  private static String name(String namespace, String name) {
    return namespace + "/" + name;
  }

  /**
   * A source and a destination.
   *
   * @param from who connects
   * @param to to whom
   */
  record Pair(Group from, Group to) {}

  /** The pairs that are asked for. */
  Stream<Pair> pairs(BiPredicate<Group, Group> asked) {
    List<Group> everybody = everybody();
    return everybody.stream()
        .flatMap(from -> everybody.stream().map(to -> new Pair(from, to)))
        .filter(pair -> asked.test(pair.from(), pair.to()));
  }

  /** Whether a connection is possible. */
  Reach connection(Pair pair, Protocol protocol, int port) {
    return reachability.connection(pair.from().endpoint(), pair.to().endpoint(), protocol, port);
  }

  /** All pairs of which one end is a pod that is there. */
  static BiPredicate<Group, Group> allPairs() {
    return ReachMap::isPair;
  }

  /** All pairs, also with pods that may come, and of pods of one group. */
  static BiPredicate<Group, Group> everything() {
    return (from, to) -> isReal(from) || isReal(to);
  }

  /** Pairs of which one end handles PHI; when nobody declares to, all pairs of pods. */
  BiPredicate<Group, Group> concernsPhi() {
    return (from, to) -> isPair(from, to) && (phi.isEmpty() || isOfPhi(from, to));
  }

  /** Whether one end handles PHI. */
  boolean isOfPhi(Group from, Group to) {
    return isProtected(from.name()) || isProtected(to.name());
  }

  /** Whether pods of this name handle PHI. */
  boolean isProtected(String name) {
    return phi.contains(name);
  }

  /** Strangers and outsiders among themselves are nobody's concern. */
  private static boolean isPair(Group from, Group to) {
    return !from.equals(to) && everything().test(from, to) && !isStranger(to);
  }

  private static boolean isReal(Group group) {
    return group.endpoint() instanceof OfPod && !isStranger(group);
  }

  private static boolean isStranger(Group group) {
    return group.name().startsWith(STRANGER);
  }

  private Stream<String> protectedBy(PhiWorkload resource) {
    Workload workload = Workload.of(resource);
    return pods.stream()
        .filter(group -> isSelected(workload, ((OfPod) group.endpoint()).pod()))
        .map(Group::name);
  }

  private static boolean isSelected(Workload workload, Pod pod) {
    return workload.namespace().equals(pod.getMetadata().getNamespace())
        && Selectors.matches(workload.podSelector(), pod.getMetadata().getLabels());
  }

  private static OfPod inItsNamespace(Snapshot cluster, Pod pod) {
    String name = pod.getMetadata().getNamespace();
    return OfPod.of(pod, cluster.namespace(name).orElseGet(() -> namespace(name)));
  }

  private Stream<String> namespaces() {
    Stream<String> used = cluster.pods().stream().map(pod -> pod.getMetadata().getNamespace());
    return Stream.concat(used.distinct().sorted(), Stream.of("a new namespace"));
  }

  /** A pod without labels that may come to a namespace. */
  private Group stranger(String namespace) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(STRANGER)
            .withNamespace(namespace)
            .endMetadata()
            .build();
    return new Group(STRANGER + " of " + namespace, inItsNamespace(cluster, pod), 1);
  }

  private static io.fabric8.kubernetes.api.model.Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
