package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.kube.Caches;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The live cluster: caches, and the answers to our own writes that they have not seen yet.
 *
 * @param ours whether the objects of a namespace are ours to write
 */
record LiveKeyCluster(Caches caches, KeyWrites recent, Predicate<String> ours)
    implements KeyCluster {

  @Override
  public Set<String> namespaces(AllowedNamespaces allowed) {
    return caches.namespaces().all().stream()
        .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
        .filter(allowed::contain)
        .map(namespace -> namespace.getMetadata().getName())
        .filter(ours)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<HasMetadata> children(ClusterKey key, List<HasMetadata> desired, List<Child> before) {
    return Stream.<HasMetadata>concat(
            recent
                .classes()
                .over("", () -> caches.storageClasses().seen(), caches.storageClasses()::all)
                .stream(),
            namespaces(desired, before).filter(ours).flatMap(namespace -> maps(key, namespace)))
        .toList();
  }

  private static Stream<String> namespaces(List<HasMetadata> desired, List<Child> before) {
    return Stream.concat(
            desired.stream().map(child -> child.getMetadata().getNamespace()),
            before.stream().map(Child::namespace))
        .filter(Objects::nonNull)
        .distinct();
  }

  /**
   * The ConfigMap of a key in a namespace, whoever made it. Caches have those that bear our label:
   * where that was taken off, or never was, the server is asked.
   */
  private Stream<ConfigMap> maps(ClusterKey key, String namespace) {
    List<ConfigMap> known =
        recent
            .maps()
            .over(
                namespace,
                () -> caches.configMaps().seen(),
                () -> caches.configMaps().in(namespace))
            .stream()
            .filter(map -> KeyConfigMap.isCalledSo(map, key))
            .toList();
    return known.isEmpty() && isThere(namespace)
        ? caches.configMap(namespace, KeyConfigMap.name(key)).stream()
        : known.stream();
  }

  private boolean isThere(String namespace) {
    return caches.namespaces().get("", namespace).isPresent();
  }

  @Override
  public boolean isUsed(String storageClass) {
    return caches.hasVolumes(storageClass);
  }

  @Override
  public Optional<String> doubt() {
    return caches
        .health()
        .doubt(
            List.of(
                StorageClass.class,
                PersistentVolume.class,
                PersistentVolumeClaim.class,
                ConfigMap.class,
                Namespace.class));
  }
}
