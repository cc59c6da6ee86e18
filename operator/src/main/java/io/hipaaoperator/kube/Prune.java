package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSourceBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.IngressRoutes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is kept of each object in memory: only what is looked at. No environment, no secrets. */
final class Prune {
  private static final SharedTrees TREES = new SharedTrees();

  /** Labels of pods that run for a resource of ours. */
  private static final List<String> RUNS =
      List.of(Api.RETENTION_POLICY, Api.LEGAL_HOLD, Api.PHI_DATABASE);

  private Prune() {}

  /** All but who owns which field. */
  static <T extends HasMetadata> T fieldOwners(T resource) {
    resource.getMetadata().setManagedFields(List.of());
    return resource;
  }

  /** Whose it is, and nothing that is in it; it counts as changed with its version. */
  static Secret secret(Secret secret) {
    secret.setData(null);
    secret.setStringData(null);
    return fieldOwners(secret);
  }

  /** All of it: drift needs the managed fields, which are shared with other policies. */
  static NetworkPolicy policy(NetworkPolicy policy) {
    policy.getMetadata().getManagedFields().stream()
        .map(ManagedFieldsEntry::getFieldsV1)
        .filter(Objects::nonNull)
        .forEach(
            fields ->
                fields.setAdditionalProperties(TREES.share(fields.getAdditionalProperties())));
    return policy;
  }

  /** Labels, and whether it is about to go. */
  static Namespace namespace(Namespace namespace) {
    return new NamespaceBuilder().withMetadata(identity(namespace.getMetadata())).build();
  }

  /** Whom it leads to, on which ports, and how it is exposed. */
  static Service service(Service service) {
    var spec = service.getSpec();
    return new ServiceBuilder()
        .withMetadata(identity(service.getMetadata()))
        .withNewSpec()
        .withType(spec.getType())
        .withSelector(spec.getSelector())
        .withExternalIPs(spec.getExternalIPs())
        .withPorts(
            Stream.ofNullable(spec.getPorts()).flatMap(List::stream).map(Prune::port).toList())
        .endSpec()
        .build();
  }

  private static ServicePort port(ServicePort port) {
    return new ServicePortBuilder()
        .withName(port.getName())
        .withPort(port.getPort())
        .withTargetPort(port.getTargetPort())
        .withProtocol(port.getProtocol())
        .build();
  }

  /** Only what it leads to: of a rule for each host and path all that matters is the backend. */
  static Ingress ingress(Ingress ingress) {
    List<HTTPIngressPath> paths =
        IngressRoutes.backends(ingress)
            .map(backend -> new HTTPIngressPathBuilder().withBackend(backend).build())
            .toList();
    return new IngressBuilder()
        .withMetadata(identity(ingress.getMetadata()))
        .withNewSpec()
        .addNewRule()
        .withNewHttp()
        .withPaths(paths)
        .endHttp()
        .endRule()
        .endSpec()
        .build();
  }

  /** All addresses in one endpoint, and the ports: there are as many as pods behind Services. */
  static EndpointSlice endpoints(EndpointSlice slice) {
    List<String> addresses = HandMadeEndpoints.written(slice).toList();
    return new EndpointSliceBuilder()
        .withMetadata(identity(slice.getMetadata()))
        .withEndpoints(new EndpointBuilder().withAddresses(addresses).build())
        .withPorts(slice.getPorts())
        .build();
  }

  /** Which volume it is bound to, and of which class that is. */
  static PersistentVolumeClaim claim(PersistentVolumeClaim claim) {
    return new PersistentVolumeClaimBuilder()
        .withMetadata(identity(claim.getMetadata()))
        .withNewSpec()
        .withVolumeName(claim.getSpec().getVolumeName())
        .withStorageClassName(claim.getSpec().getStorageClassName())
        .endSpec()
        .withNewStatus()
        .withPhase(claim.getStatus().getPhase())
        .endStatus()
        .build();
  }

  /** Which store it stands for, of which class, and whose claim it is bound to. */
  static PersistentVolume volume(PersistentVolume volume) {
    var spec = volume.getSpec();
    var kept =
        new PersistentVolumeBuilder()
            .withMetadata(identity(volume.getMetadata()))
            .withNewSpec()
            .withHostPath(spec.getHostPath())
            .withLocal(spec.getLocal())
            .withAwsElasticBlockStore(spec.getAwsElasticBlockStore())
            .withClaimRef(spec.getClaimRef())
            .withStorageClassName(spec.getStorageClassName())
            .endSpec()
            .build();
    Optional.ofNullable(spec.getCsi()).ifPresent(csi -> kept.getSpec().setCsi(driver(csi)));
    return kept;
  }

  private static CSIPersistentVolumeSource driver(CSIPersistentVolumeSource csi) {
    return new CSIPersistentVolumeSourceBuilder()
        .withDriver(csi.getDriver())
        .withVolumeHandle(csi.getVolumeHandle())
        .build();
  }

  /** Labels, owners, ports, volumes, addresses; of a purge also how its container ended. */
  static Pod pod(Pod pod) {
    var spec = pod.getSpec();
    var status = pod.getStatus();
    return new PodBuilder()
        .withMetadata(identity(pod.getMetadata()))
        .withNewSpec()
        .withNodeName(spec.getNodeName())
        .withHostNetwork(spec.getHostNetwork())
        .withVolumes(spec.getVolumes())
        .withContainers(containers(spec.getContainers()))
        .withInitContainers(containers(spec.getInitContainers()))
        .endSpec()
        .withNewStatus()
        .withPhase(status.getPhase())
        .withHostIP(status.getHostIP())
        .withPodIP(status.getPodIP())
        .withPodIPs(status.getPodIPs())
        .withContainerStatuses(ended(pod))
        .endStatus()
        .build();
  }

  private static List<ContainerStatus> ended(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    boolean isRun = labels != null && RUNS.stream().anyMatch(labels::containsKey);
    return !isRun
        ? List.of()
        : pod.getStatus().getContainerStatuses().stream()
            .filter(one -> one.getState() != null && one.getState().getTerminated() != null)
            .toList();
  }

  private static List<Container> containers(List<Container> containers) {
    return containers.stream().map(Prune::container).toList();
  }

  private static Container container(Container container) {
    return new ContainerBuilder()
        .withName(container.getName())
        .withPorts(container.getPorts())
        .withRestartPolicy(container.getRestartPolicy())
        .build();
  }

  private static ObjectMeta identity(ObjectMeta metadata) {
    return new ObjectMetaBuilder()
        .withName(metadata.getName())
        .withNamespace(metadata.getNamespace())
        .withUid(metadata.getUid())
        .withResourceVersion(metadata.getResourceVersion())
        .withGeneration(metadata.getGeneration())
        .withDeletionTimestamp(metadata.getDeletionTimestamp())
        .withLabels(metadata.getLabels())
        .withOwnerReferences(metadata.getOwnerReferences())
        .build();
  }
}
