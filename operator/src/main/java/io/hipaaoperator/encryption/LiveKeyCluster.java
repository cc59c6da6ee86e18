package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import java.util.List;
import java.util.Optional;

/** The live cluster: caches, and the answers to our own writes that they have not seen yet. */
record LiveKeyCluster(Caches caches, RecentWrites<StorageClass> recent) implements KeyCluster {

  @Override
  public List<HasMetadata> children(ClusterKey key) {
    return List.copyOf(
        recent.over("", () -> caches.storageClasses().seen(), () -> caches.storageClasses().all()));
  }

  @Override
  public boolean isUsed(String storageClass) {
    return caches.volumes().all().stream().anyMatch(volume -> isOf(volume, storageClass))
        || caches.claims().all().stream().anyMatch(claim -> isOf(claim, storageClass));
  }

  private static boolean isOf(PersistentVolume volume, String storageClass) {
    return storageClass.equals(volume.getSpec().getStorageClassName());
  }

  private static boolean isOf(PersistentVolumeClaim claim, String storageClass) {
    return storageClass.equals(claim.getSpec().getStorageClassName());
  }

  @Override
  public Optional<String> doubt() {
    return caches
        .health()
        .doubt(List.of(StorageClass.class, PersistentVolume.class, PersistentVolumeClaim.class));
  }
}
