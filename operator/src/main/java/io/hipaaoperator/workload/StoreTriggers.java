package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.KnownVolumes;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.EbsHandle;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns changes of what data lies on into reconciles of the workloads whose data it may be. */
public final class StoreTriggers {
  private static final String KEY = "key";

  private final Caches caches;
  private final KnownVolumes ebs;
  private final WorkloadTriggers workloads;

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
    caches.keys().onChange(Seen::of, key -> triggers.fireUsersOf(key.getMetadata().getName()));
    caches.namespaces().onChange(states -> triggers.labelsChanged(states.getFirst()));
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

  /** What of an EncryptionKey is of interest to those who name it. */
  private record Seen(Optional<String> arn, AllowedNamespaces allowed) {
    static Seen of(EncryptionKey key) {
      return new Seen(
          Optional.ofNullable(key.getStatus()).map(EncryptionKeyStatus::arn),
          AllowedNamespaces.of(key.getSpec()));
    }
  }

  /** Whether a namespace may refer to a key is a matter of its labels. */
  private void labelsChanged(Namespace namespace) {
    workloads.fire(
        namespace.getMetadata().getName(), workload -> workload.getSpec().keyName().isPresent());
  }

  private void fireUsersOf(String key) {
    caches.workloads().indexed(KEY, key).forEach(workloads::fire);
  }
}
