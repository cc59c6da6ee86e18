package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.hipaaoperator.aws.KnownVolumes;
import io.hipaaoperator.aws.Volumes.Volume;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.EbsHandle;
import java.util.Optional;

/** Follows a claim to what its data lies on: claim, persistent volume, volume of AWS. */
public final class LiveStores {
  private static final String BOUND = "Bound";

  private final Caches caches;
  private final KnownVolumes ebs;

  /** Follows claims through these caches, and asks for what AWS says of their volumes. */
  public LiveStores(Caches caches, KnownVolumes ebs) {
    this.caches = caches;
    this.ebs = ebs;
  }

  /** What the data behind a claim of a namespace lies on. */
  Fact<Store> of(String namespace, String claim) {
    Optional<PersistentVolumeClaim> found = caches.claims().get(namespace, claim);
    if (found.isEmpty()) {
      return new Fact.Unreachable<>("there is no PersistentVolumeClaim " + claim);
    }
    return found
        .filter(bound -> BOUND.equals(bound.getStatus().getPhase()))
        .map(bound -> bound.getSpec().getVolumeName())
        .flatMap(name -> caches.volumes().get("", name))
        .map(this::of)
        .orElseGet(() -> new Fact.Unreachable<>("claim " + claim + " is bound to no volume yet"));
  }

  private Fact<Store> of(PersistentVolume volume) {
    return EbsHandle.of(volume).map(this::ebs).orElseGet(() -> new Fact.Known<>(elsewhere(volume)));
  }

  private Fact<Store> ebs(String id) {
    return ebs.of(id).map(volume -> new Store.Ebs(id, key(volume)));
  }

  private static Optional<String> key(Volume volume) {
    return volume.isEncrypted()
        ? Optional.of(volume.key().orElse("a key that AWS does not name"))
        : Optional.empty();
  }

  private static Store elsewhere(PersistentVolume volume) {
    var spec = volume.getSpec();
    if (spec.getHostPath() != null) {
      return new Store.Node("hostPath");
    }
    if (spec.getLocal() != null) {
      return new Store.Node("local");
    }
    return new Store.Other(
        spec.getCsi() == null ? "no volume of EBS" : "a volume of " + spec.getCsi().getDriver());
  }
}
