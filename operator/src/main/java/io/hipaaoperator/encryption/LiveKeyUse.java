package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus.User;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.Caches;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The live cluster, as the caches have it. */
public record LiveKeyUse(Caches caches) implements KeyUse {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          PhiWorkload.class,
          AuditSink.class,
          PersistentVolume.class,
          PersistentVolumeClaim.class,
          ConfigMap.class);

  @Override
  public KeyUsers of(String key) {
    Optional<EncryptionKey> resource = caches.keys().get("", key);
    return KeyUsers.of(
            key,
            resource,
            caches.workloads().all(),
            caches.sinks().all(),
            caches.usedClasses(),
            caches.health().gap(KINDS))
        .and(dataKeys(resource, caches.configMaps().all().stream()));
  }

  private static Stream<User> dataKeys(Optional<EncryptionKey> resource, Stream<ConfigMap> maps) {
    return resource.stream().flatMap(key -> DataKeyPass.users(key, maps));
  }

  @Override
  public KeyUsers now(String key) {
    try {
      Optional<EncryptionKey> resource =
          Optional.ofNullable(caches.client().resources(EncryptionKey.class).withName(key).get());
      return KeyUsers.of(
              key,
              resource,
              all(PhiWorkload.class),
              all(AuditSink.class),
              Stream.concat(
                      all(PersistentVolume.class).map(one -> one.getSpec().getStorageClassName()),
                      all(PersistentVolumeClaim.class)
                          .map(one -> one.getSpec().getStorageClassName()))
                  .filter(Objects::nonNull)
                  .toList(),
              Optional.empty())
          .and(dataKeys(resource, maps(key)));
    } catch (KubernetesClientException e) {
      return new KeyUsers(List.of(), 0, Optional.of("not all could be listed: " + e.getCode()));
    }
  }

  /** Those with our label, whatever they are called, and those with the name, whoever made them. */
  private Stream<ConfigMap> maps(String key) {
    var all = caches.client().configMaps().inAnyNamespace();
    return Stream.of(
            all.withLabel(Api.MANAGED_BY, Api.MANAGER).list(),
            all.withField("metadata.name", DataKeyMap.name(key)).list())
        .flatMap(list -> list.getItems().stream());
  }

  private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return caches.client().resources(kind).inAnyNamespace().list().getItems().stream();
  }
}
