package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
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
          PhiWorkload.class, AuditSink.class, PersistentVolume.class, PersistentVolumeClaim.class);

  @Override
  public KeyUsers of(String key) {
    return KeyUsers.of(
        key,
        caches.keys().get("", key),
        caches.workloads().all(),
        caches.sinks().all(),
        caches.usedClasses(),
        caches.health().gap(KINDS));
  }

  @Override
  public KeyUsers now(String key) {
    try {
      return KeyUsers.of(
          key,
          Optional.ofNullable(caches.client().resources(EncryptionKey.class).withName(key).get()),
          all(PhiWorkload.class),
          all(AuditSink.class),
          Stream.concat(
                  all(PersistentVolume.class).map(one -> one.getSpec().getStorageClassName()),
                  all(PersistentVolumeClaim.class).map(one -> one.getSpec().getStorageClassName()))
              .filter(Objects::nonNull)
              .toList(),
          Optional.empty());
    } catch (KubernetesClientException e) {
      return new KeyUsers(List.of(), 0, Optional.of("not all could be listed: " + e.getCode()));
    }
  }

  private <T extends HasMetadata> Stream<T> all(Class<T> kind) {
    return caches.client().resources(kind).inAnyNamespace().list().getItems().stream();
  }
}
