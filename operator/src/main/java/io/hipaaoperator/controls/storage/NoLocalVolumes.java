package io.hipaaoperator.controls.storage;

import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import java.util.List;
import java.util.Objects;

/**
 * A4, the pods' volumes: PHI never lies on a node's own disk, which no KMS key protects. Volumes
 * behind a claim stay undetermined until their encryption is known.
 */
public final class NoLocalVolumes {
  /** The control. */
  public static final Control<Workload> CONTROL =
      new Control<>(
          "A4",
          "PHI only on KMS-encrypted stores",
          Citation.addressable("164.312(a)(2)(iv)"),
          List.of("SC-28(1)", "SC-13"),
          Severity.CRITICAL,
          List.of(WorkloadFacts.PODS),
          List.of(),
          (workload, facts) -> true,
          NoLocalVolumes::check,
          (workload, facts) -> List.of());

  private NoLocalVolumes() {}

  private static Verdict check(Workload workload, Facts facts) {
    List<Pod> pods = facts.known(WorkloadFacts.PODS);
    return pods.isEmpty()
        ? Verdict.undetermined("no pod matches spec.selector")
        : Verdict.worst(pods.stream().map(NoLocalVolumes::judge).toList());
  }

  private static Verdict judge(Pod pod) {
    List<Volume> volumes = pod.getSpec().getVolumes();
    return volumes.isEmpty()
        ? Verdict.compliant("no volume lies on a node")
        : Verdict.worst(volumes.stream().map(volume -> judge(pod, volume)).toList());
  }

  private static Verdict judge(Pod pod, Volume volume) {
    String where = "pod " + pod.getMetadata().getName() + " volume " + volume.getName();
    if (volume.getHostPath() != null) {
      return Verdict.violated(where + " is a hostPath on the node's own disk");
    }
    if (volume.getEmptyDir() != null && !isMemory(volume.getEmptyDir())) {
      return Verdict.violated(where + " is an emptyDir on the node's own disk");
    }
    return isElsewhere(volume)
        ? Verdict.undetermined(where + ": encryption of its store is not known")
        : Verdict.compliant("no volume lies on a node");
  }

  /** {@code Memory}, {@code HugePages} or a size of huge pages; the default is the node's disk. */
  private static boolean isMemory(EmptyDirVolumeSource volume) {
    String medium = Objects.requireNonNullElse(volume.getMedium(), "");
    return medium.equals("Memory") || medium.startsWith("HugePages");
  }

  /** Whether data leaves the pod for a store that somebody else runs. */
  private static boolean isElsewhere(Volume volume) {
    return volume.getEmptyDir() == null
        && volume.getConfigMap() == null
        && volume.getSecret() == null
        && volume.getProjected() == null
        && volume.getDownwardAPI() == null
        && volume.getImage() == null;
  }
}
