package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Caches;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The live cluster: caches, and the answers to our own writes that they have not seen yet.
 *
 * @param maps the ConfigMaps of keys
 */
record LiveKeyCluster(Caches caches, KeyWrites recent, AllowedMaps maps) implements KeyCluster {

  @Override
  public Set<String> namespaces(AllowedNamespaces allowed) {
    return maps.namespaces(allowed);
  }

  @Override
  public List<HasMetadata> children(ClusterKey key, List<HasMetadata> desired, List<Child> before) {
    return Stream.<HasMetadata>concat(
            recent
                .classes()
                .over("", () -> caches.storageClasses().seen(), caches.storageClasses()::all)
                .stream(),
            Stream.of(KeyConfigMap.name(key), DataKeyMap.name(key.name()))
                .flatMap(name -> maps.named(name, desired, before)))
        .toList();
  }

  @Override
  public Map<String, ConfigMap> dataKeys(ClusterKey key, Collection<String> namespaces) {
    Map<String, ConfigMap> standing = new HashMap<>();
    for (String namespace : namespaces) {
      maps.in(namespace, DataKeyMap.name(key.name()))
          .ifPresent(map -> standing.put(namespace, map));
    }
    return standing;
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
