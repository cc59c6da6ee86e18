package io.hipaaoperator.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackendBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Backends that stand in an annotation: the controller of AWS's load balancers takes the name of
 * such a Service for that of an action, which may forward to real ones.
 *
 * @see <a
 *     href="https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions">
 *     AWS Load Balancer Controller, actions</a>
 */
final class AlbActions {
  private static final String ACTIONS = "alb.ingress.kubernetes.io/actions.";
  private static final String PORT = "use-annotation";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlbActions() {}

  /** The backend itself, or the Services that its action forwards to, on all their ports. */
  static Stream<IngressBackend> behind(IngressBackend backend, Ingress ingress) {
    return isAction(backend)
        ? action(backend.getService().getName(), ingress).stream()
            .flatMap(action -> action.findValuesAsText("serviceName").stream())
            .map(AlbActions::backend)
        : Stream.of(backend);
  }

  private static boolean isAction(IngressBackend backend) {
    return Optional.ofNullable(backend.getService())
        .map(IngressServiceBackend::getPort)
        .map(ServiceBackendPort::getName)
        .filter(PORT::equals)
        .isPresent();
  }

  private static Optional<JsonNode> action(String name, Ingress ingress) {
    Map<String, String> annotations =
        Objects.requireNonNullElse(ingress.getMetadata().getAnnotations(), Map.of());
    try {
      return Optional.of(JSON.readTree(annotations.getOrDefault(ACTIONS + name, "{}")));
    } catch (JsonProcessingException notForUs) {
      return Optional.empty();
    }
  }

  private static IngressBackend backend(String service) {
    return new IngressBackendBuilder().withNewService().withName(service).endService().build();
  }
}
