package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Optional;
import java.util.stream.Stream;

/** The claims behind a pod's volumes. */
public final class PodClaims {
  private PodClaims() {}

  /** All of them, by name. */
  static Stream<String> of(Pod pod) {
    return pod.getSpec().getVolumes().stream().flatMap(volume -> of(pod, volume).stream());
  }

  /** The one behind a volume; that of an ephemeral volume is named after the pod. */
  public static Optional<String> of(Pod pod, Volume volume) {
    return volume.getEphemeral() != null
        ? Optional.of(pod.getMetadata().getName() + "-" + volume.getName())
        : Optional.ofNullable(volume.getPersistentVolumeClaim())
            .map(PersistentVolumeClaimVolumeSource::getClaimName);
  }
}
