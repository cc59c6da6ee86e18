package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.KnownVolumes;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.EbsHandle;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Turns changes of what data lies on into reconciles of the workloads whose data it may be. */
public final class StoreTriggers {
  private static final String KEY = "key";

  private final Caches caches;
  private final KnownVolumes ebs;
  private final WorkloadTriggers workloads;
  private final Map<String, String> arns = new ConcurrentHashMap<>();

  private StoreTriggers(Caches caches, KnownVolumes ebs, WorkloadTriggers workloads) {
    this.caches = caches;
    this.ebs = ebs;
    this.workloads = workloads;
  }

  /** Listens to caches, which are started by their owner, later. */
  public static void listen(Caches caches, KnownVolumes ebs, WorkloadTriggers workloads) {
    var triggers = new StoreTriggers(caches, ebs, workloads);
    caches.workloads().index(KEY, workload -> workload.getSpec().keyName().stream().toList());
    caches
        .claims()
        .onChange(states -> workloads.fireIn(states.getFirst().getMetadata().getNamespace()));
    caches.volumes().onChange(states -> states.forEach(triggers::volumeChanged));
    caches.keys().onVersion(triggers::keyChanged);
    caches.keys().onGone(triggers::keyGone);
    ebs.onChange(id -> caches.volumesOf(id).forEach(triggers::fire));
  }

  private void volumeChanged(PersistentVolume volume) {
    if (caches.volumes().get("", volume.getMetadata().getName()).isEmpty()) {
      EbsHandle.of(volume).ifPresent(ebs::forget);
    }
    fire(volume);
  }

  private void fire(PersistentVolume volume) {
    Stream.ofNullable(volume.getSpec().getClaimRef())
        .map(ObjectReference::getNamespace)
        .forEach(workloads::fireIn);
  }

  private void keyChanged(EncryptionKey key) {
    String name = key.getMetadata().getName();
    String arn =
        Optional.ofNullable(key.getStatus()).map(EncryptionKeyStatus::arn).orElse("none yet");
    if (!Objects.equals(arns.put(name, arn), arn)) {
      fireUsersOf(name);
    }
  }

  private void keyGone(EncryptionKey key) {
    arns.remove(key.getMetadata().getName());
    fireUsersOf(key.getMetadata().getName());
  }

  private void fireUsersOf(String key) {
    caches.workloads().indexed(KEY, key).forEach(workloads::fire);
  }
}
