package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.Lookout.Change;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.IngressRoutes;
import io.hipaaoperator.network.Route;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns changes of the ways into the cluster into reconciles of the workloads they may lead to. */
public final class ExposureTriggers {
  private final Caches caches;
  private final WorkloadTriggers workloads;

  private ExposureTriggers(Caches caches, WorkloadTriggers workloads) {
    this.caches = caches;
    this.workloads = workloads;
  }

  /** Listens to caches, which are started by their owner, later. */
  public static void listen(Caches caches, WorkloadTriggers workloads) {
    var triggers = new ExposureTriggers(caches, workloads);
    caches.services().onChange(triggers::serviceChanged);
    caches.endpoints().onChange(triggers::endpointsChanged);
    caches.ingresses().onChange(triggers::ingressChanged);
    caches.gatewayRoutes().onChange(triggers::gatewayRoutesChanged);
  }

  private void serviceChanged(List<Service> states) {
    workloads.fireIn(states.getFirst().getMetadata().getNamespace());
    fireBehind(states);
  }

  private void ingressChanged(List<Ingress> states) {
    workloads.fireIn(states.getFirst().getMetadata().getNamespace());
    fireBehind(states.stream().flatMap(IngressRoutes::of));
  }

  private void gatewayRoutesChanged(Change<Route> change) {
    if (change.before() instanceof Fact.Known<List<Route>>(var before)
        && change.after() instanceof Fact.Known<List<Route>>(var after)) {
      Set<Route> changed = difference(before, after);
      changed.stream().map(it -> it.backend().namespace()).distinct().forEach(workloads::fireIn);
      fireBehind(changed.stream());
    } else {
      workloads.fireAll();
    }
  }

  private void fireBehind(Stream<Route> routes) {
    routes
        .map(Route::backend)
        .distinct()
        .flatMap(it -> caches.services().get(it.namespace(), it.name()).stream())
        .map(List::of)
        .forEach(this::fireBehind);
  }

  /** Workloads that a Service leads, or led, to by endpoints made by hand, in any namespace. */
  private void fireBehind(List<Service> states) {
    Service service = states.getLast();
    caches.endpoints().in(service.getMetadata().getNamespace()).stream()
        .filter(slice -> HandMadeEndpoints.isOf(service, slice))
        .filter(slice -> states.stream().anyMatch(it -> !HandMadeEndpoints.isFilled(slice, it)))
        .flatMap(HandMadeEndpoints::addresses)
        .distinct()
        .forEach(this::fireAt);
  }

  /** They may hold the address of any pod anywhere, unless they follow a selector. */
  private void endpointsChanged(List<EndpointSlice> states) {
    if (!states.stream().allMatch(this::isFilled)) {
      changedAddresses(states).forEach(this::fireAt);
    }
  }

  private boolean isFilled(EndpointSlice slice) {
    return HandMadeEndpoints.service(slice)
        .flatMap(name -> caches.services().get(slice.getMetadata().getNamespace(), name))
        .filter(service -> HandMadeEndpoints.isFilled(slice, service))
        .isPresent();
  }

  /**
   * Those that came or went; all of them when it is another Service or port they are reached by.
   */
  static Set<String> changedAddresses(List<EndpointSlice> states) {
    Set<String> before = addresses(states.getFirst());
    Set<String> after = addresses(states.getLast());
    return states.size() > 1 && leadAlike(states.getFirst(), states.getLast())
        ? difference(before, after)
        : union(before, after);
  }

  private static Set<String> addresses(EndpointSlice slice) {
    return HandMadeEndpoints.addresses(slice).collect(Collectors.toSet());
  }

  private static boolean leadAlike(EndpointSlice one, EndpointSlice other) {
    return Objects.equals(one.getMetadata().getLabels(), other.getMetadata().getLabels())
        && Objects.equals(one.getPorts(), other.getPorts());
  }

  private void fireAt(String address) {
    workloads.fireSelecting(caches.podsAt(address));
  }

  private static <T> Set<T> union(Collection<T> one, Collection<T> other) {
    Set<T> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** What is in one of the two only. */
  private static <T> Set<T> difference(Collection<T> one, Collection<T> other) {
    Set<T> different = union(one, other);
    Set<T> common = new HashSet<>(one);
    common.retainAll(new HashSet<>(other));
    different.removeAll(common);
    return different;
  }
}
