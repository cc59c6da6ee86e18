package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of a Service that do not come from its selector: somebody, or another controller, wrote
 * the addresses down, or they are left over from a selector that it once had. They may be those of
 * any pod in any namespace.
 *
 * @param service the Service
 * @param slice some of its endpoints
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors">
 *     Services without selectors</a>
 */
public record HandMadeEndpoints(Service service, EndpointSlice slice) {
  /** Label of a slice: who made it. */
  public static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";

  /** The controller that follows the selectors of Services. */
  public static final String BY_SELECTOR = "endpointslice-controller.k8s.io";

  /** Label of a slice: the Service it is of. */
  public static final String SERVICE_NAME = "kubernetes.io/service-name";

  /** A slice with the Service it is of, if that is among these and no selector fills the slice. */
  public static Optional<HandMadeEndpoints> of(EndpointSlice slice, Collection<Service> services) {
    return services.stream()
        .filter(service -> isOf(service, slice))
        .findFirst()
        .filter(service -> !isFilled(slice, service))
        .map(service -> new HandMadeEndpoints(service, slice));
  }

  /** Whether a slice holds endpoints of a Service. */
  public static boolean isOf(Service service, EndpointSlice slice) {
    var metadata = service.getMetadata();
    return service(slice).filter(metadata.getName()::equals).isPresent()
        && Objects.equals(metadata.getNamespace(), slice.getMetadata().getNamespace());
  }

  /** The name of the Service that a slice is of. */
  public static Optional<String> service(EndpointSlice slice) {
    return label(slice, SERVICE_NAME);
  }

  /**
   * Whether the controller that follows selectors keeps a slice of this Service: what anybody else
   * writes there does not stay. It leaves alone those of a Service without a selector.
   */
  public static boolean isFilled(EndpointSlice slice, Service service) {
    return Exposure.pods(service).isPresent()
        && label(slice, MANAGED_BY).filter(BY_SELECTOR::equals).isPresent();
  }

  private static Optional<String> label(EndpointSlice slice, String key) {
    return Optional.ofNullable(slice.getMetadata().getLabels()).map(labels -> labels.get(key));
  }

  /** Whether one of the addresses is the pod's. */
  public boolean leadTo(Pod pod) {
    List<String> own = addresses(pod).toList();
    return addresses(slice).anyMatch(own::contains);
  }

  /** The port numbers that the Service or the slice names. */
  public Stream<Integer> ports() {
    return Stream.concat(
        Exposure.numbers(service),
        stream(slice.getPorts()).map(EndpointPort::getPort).filter(Objects::nonNull));
  }

  /** The addresses of a slice, each in its one canonical form; names are left out. */
  public static Stream<String> addresses(EndpointSlice slice) {
    return written(slice).flatMap(address -> canonical(address).stream());
  }

  /** The addresses as they stand there. The API server writes null for no endpoints. */
  public static Stream<String> written(EndpointSlice slice) {
    return stream(slice.getEndpoints())
        .flatMap(endpoint -> stream(endpoint.getAddresses()))
        .filter(Objects::nonNull);
  }

  /** The addresses of a pod in the same form; none while it has none. */
  public static Stream<String> addresses(Pod pod) {
    return Stream.ofNullable(pod.getStatus())
        .flatMap(status -> Stream.concat(Stream.ofNullable(status.getPodIP()), all(status)))
        .flatMap(address -> canonical(address).stream());
  }

  private static Stream<String> all(PodStatus status) {
    return stream(status.getPodIPs()).map(PodIP::getIp).filter(Objects::nonNull);
  }

  private static Optional<String> canonical(String address) {
    try {
      return Optional.of(InetAddress.ofLiteral(address).getHostAddress());
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  private static <T> Stream<T> stream(@Nullable List<T> values) {
    return values == null ? Stream.empty() : values.stream();
  }
}
