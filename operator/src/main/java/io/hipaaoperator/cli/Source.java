package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.GatewayLook;
import io.hipaaoperator.kube.OtherPolicyLook;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.IngressRoutes;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Snapshot;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command looks: manifests on disk, or a cluster. */
final class Source {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description =
          "File or folder of manifests, may be given again. Without it the cluster is read.")
  private List<Path> files = List.of();

  @Option(names = "--context", description = "Context of the kubeconfig.")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      description = "Namespace; for manifests, that of objects which name none.")
  private @Nullable String namespace;

  boolean isDisk() {
    return !files.isEmpty();
  }

  /** The namespace that was asked for, or the default. */
  @Nullable String namespace() {
    return namespace;
  }

  /**
   * What is there.
   *
   * @throws BadInput when manifests are wrong
   */
  Snapshot read() {
    return isDisk() ? Manifests.read(files, namespace == null ? "default" : namespace) : list();
  }

  private Snapshot list() {
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config()).build()) {
      List<Service> services = client.services().inAnyNamespace().list().getItems();
      List<PhiWorkload> workloads =
          client.resources(PhiWorkload.class).inAnyNamespace().list().getItems();
      return new Snapshot(
          workloads,
          client.network().v1().networkPolicies().inAnyNamespace().list().getItems(),
          client.pods().inAnyNamespace().list().getItems(),
          services,
          handMade(
              client.discovery().v1().endpointSlices().inAnyNamespace().list().getItems(),
              services),
          routes(client),
          new OtherPolicyLook(client).now().all(),
          client.namespaces().list().getItems(),
          sinks(client, workloads));
    }
  }

  private static Routes routes(KubernetesClient client) {
    return ofIngresses(client).and(Routes.of(new GatewayLook(client).now().all()));
  }

  /** Not everybody who may look at pods may look at Ingresses. */
  private static Routes ofIngresses(KubernetesClient client) {
    try {
      return Routes.of(
          client.network().v1().ingresses().inAnyNamespace().list().getItems().stream()
              .flatMap(IngressRoutes::of)
              .toList());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      return new Routes(
          List.of(), List.of("Ingresses not read: the right to list them is missing"));
    }
  }

  /** Who names none needs no right to list them. */
  private static List<AuditSink> sinks(KubernetesClient client, List<PhiWorkload> workloads) {
    return workloads.stream().anyMatch(workload -> workload.getSpec().sinkName().isPresent())
        ? client.resources(AuditSink.class).list().getItems()
        : List.of();
  }

  /** Without those of selectors, which are as many as pods and say nothing new. */
  private static List<EndpointSlice> handMade(List<EndpointSlice> slices, List<Service> services) {
    Map<String, List<Service>> byNamespace =
        services.stream().collect(Collectors.groupingBy(it -> it.getMetadata().getNamespace()));
    return slices.stream()
        .filter(
            slice ->
                HandMadeEndpoints.of(
                        slice,
                        byNamespace.getOrDefault(slice.getMetadata().getNamespace(), List.of()))
                    .isPresent())
        .toList();
  }

  /** The client would fall back on another cluster where the context does not exist. */
  private Config config() {
    Config found = Config.autoConfigure(context);
    NamedContext current = found.getCurrentContext();
    if (context != null && (current == null || !context.equals(current.getName()))) {
      throw new BadInput("--context " + context + ": not in the kubeconfig");
    }
    return new ConfigBuilder(found)
        .withRequestRetryBackoffLimit(2)
        .withConnectionTimeout(5_000)
        .build();
  }
}
