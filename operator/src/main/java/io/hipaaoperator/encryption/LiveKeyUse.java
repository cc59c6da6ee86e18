package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.PrimaryStore;
import java.util.List;

/** The live cluster, as the caches have it. */
public record LiveKeyUse(Caches caches, PrimaryStore<AuditSink> sinks) implements KeyUse {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          PhiWorkload.class, AuditSink.class, PersistentVolume.class, PersistentVolumeClaim.class);

  @Override
  public KeyUsers of(String key) {
    return KeyUsers.of(
        key,
        caches.workloads().all(),
        sinks.all(),
        caches.usedClasses(),
        caches.health().gap(KINDS));
  }
}
