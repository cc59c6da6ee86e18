package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.TypedLocalObjectReference;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.hipaaoperator.network.Route.Backend;
import io.hipaaoperator.network.Route.Origin;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ways in that Ingresses declare. Whether a controller serves their class is not asked: one may
 * be installed tomorrow.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/ingress/">Ingress</a>
 */
public final class IngressRoutes {
  private IngressRoutes() {}

  /** The ways in of an Ingress. */
  public static Stream<Route> of(Ingress ingress) {
    var metadata = ingress.getMetadata();
    var origin = new Origin("Ingress", metadata.getNamespace(), metadata.getName());
    return backends(ingress)
        .flatMap(backend -> backend(backend, metadata.getNamespace()).stream())
        .map(backend -> new Route(origin, backend));
  }

  /** What an Ingress leads to, everything once. */
  public static Stream<IngressBackend> backends(Ingress ingress) {
    return Stream.ofNullable(ingress.getSpec())
        .flatMap(
            spec ->
                Stream.concat(
                    Stream.ofNullable(spec.getDefaultBackend()),
                    stream(spec.getRules())
                        .flatMap(rule -> Stream.ofNullable(rule.getHttp()))
                        .flatMap(http -> stream(http.getPaths()))
                        .flatMap(path -> Stream.ofNullable(path.getBackend()))))
        .flatMap(backend -> AlbActions.behind(backend, ingress))
        .distinct();
  }

  private static Optional<Backend> backend(IngressBackend backend, String namespace) {
    return Optional.ofNullable(backend.getService())
        .map(service -> service(service, namespace))
        .or(
            () ->
                Optional.ofNullable(backend.getResource())
                    .map(resource -> elsewhere(resource, namespace)));
  }

  private static Backend service(IngressServiceBackend service, String namespace) {
    return Backend.service(namespace, text(service.getName()), port(service.getPort()));
  }

  private static Backend elsewhere(TypedLocalObjectReference resource, String namespace) {
    return new Backend(text(resource.getKind()), namespace, text(resource.getName()), "");
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static String port(@Nullable ServiceBackendPort port) {
    return Optional.ofNullable(port)
        .flatMap(it -> Optional.ofNullable(it.getName()).or(() -> number(it)))
        .orElse("");
  }

  private static Optional<String> number(ServiceBackendPort port) {
    return Optional.ofNullable(port.getNumber()).map(Objects::toString);
  }

  private static <T> Stream<T> stream(@Nullable List<T> values) {
    return values == null ? Stream.empty() : values.stream();
  }
}
