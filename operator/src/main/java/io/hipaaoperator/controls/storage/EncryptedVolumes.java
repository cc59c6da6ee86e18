package io.hipaaoperator.controls.storage;

import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.workload.PodClaims;
import io.hipaaoperator.workload.Store;
import io.hipaaoperator.workload.Workload;
import io.hipaaoperator.workload.WorkloadFacts;
import io.hipaaoperator.workload.WorkloadKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A4, the pods' volumes: PHI never lies on a node's own disk, which no KMS key protects, and the
 * volumes behind claims are encrypted with the declared key. A store whose encryption can't be read
 * stays undetermined.
 */
public final class EncryptedVolumes {
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
          EncryptedVolumes::check,
          (workload, facts) -> List.of());

  private static final String NO_STORE = "no volume lies on a node";

  private EncryptedVolumes() {}

  private static Verdict check(Workload workload, Facts facts) {
    Verdict stores = stores(facts.known(WorkloadFacts.PODS), facts);
    return workload.spec().keyName().isEmpty()
        ? stores
        : reference(facts.get(WorkloadFacts.KEY))
            .map(doubt -> Verdict.worst(List.of(doubt, stores)))
            .orElse(stores);
  }

  /** What is wrong with the reference to a key, whatever the data lies on. */
  private static Optional<Verdict> reference(Fact<WorkloadKey> key) {
    return switch (key) {
      case Fact.Known<WorkloadKey>(WorkloadKey.Forbidden(String why)) ->
          Optional.of(Verdict.violated(why));
      case Fact.Unreachable<WorkloadKey>(String why, _) -> Optional.of(Verdict.undetermined(why));
      case Fact.Known<WorkloadKey>(WorkloadKey _) -> Optional.empty();
    };
  }

  private static Verdict stores(List<Pod> pods, Facts facts) {
    return pods.isEmpty()
        ? Verdict.undetermined("no pod matches spec.selector")
        : Verdict.worst(pods.stream().map(pod -> judge(pod, facts)).toList());
  }

  private static Verdict judge(Pod pod, Facts facts) {
    List<Volume> volumes = pod.getSpec().getVolumes();
    return volumes.isEmpty()
        ? Verdict.compliant(NO_STORE)
        : Verdict.worst(volumes.stream().map(volume -> judge(pod, volume, facts)).toList());
  }

  private static Verdict judge(Pod pod, Volume volume, Facts facts) {
    String where = "pod " + pod.getMetadata().getName() + " volume " + volume.getName();
    if (volume.getHostPath() != null) {
      return Verdict.violated(where + " is a hostPath on the node's own disk");
    }
    if (volume.getEmptyDir() != null && !isMemory(volume.getEmptyDir())) {
      return Verdict.violated(where + " is an emptyDir on the node's own disk");
    }
    return PodClaims.of(pod, volume)
        .map(claim -> judge(where, store(claim, facts), facts))
        .orElseGet(() -> elsewhere(where, volume));
  }

  private static Fact<Store> store(String claim, Facts facts) {
    return switch (facts.get(WorkloadFacts.STORES)) {
      case Fact.Known<Map<String, Fact<Store>>>(var stores) ->
          stores.getOrDefault(claim, new Fact.Unreachable<>("claim " + claim + " not read"));
      case Fact.Unreachable<Map<String, Fact<Store>>>(String why, _) -> new Fact.Unreachable<>(why);
    };
  }

  private static Verdict judge(String where, Fact<Store> store, Facts facts) {
    return switch (store) {
      case Fact.Unreachable<Store>(String why, _) -> Verdict.undetermined(where + ": " + why);
      case Fact.Known<Store>(Store.Node(String source)) ->
          Verdict.violated(where + " is a " + source + " volume on the node's own disk");
      case Fact.Known<Store>(Store.Other(String words)) ->
          Verdict.undetermined(where + " is " + words + ": encryption of its store is not known");
      case Fact.Known<Store>(Store.Ebs(String id, Optional<String> key)) ->
          key.map(actual -> judge(where + ": EBS volume " + id, actual, facts))
              .orElseGet(
                  () -> Verdict.violated(where + ": EBS volume " + id + " is not encrypted"));
    };
  }

  private static Verdict judge(String where, String actual, Facts facts) {
    return switch (facts.get(WorkloadFacts.KEY)) {
      case Fact.Unreachable<WorkloadKey>(String why, _) -> Verdict.undetermined(where + ": " + why);
      case Fact.Known<WorkloadKey>(WorkloadKey.Any()) -> encrypted(where, actual);
      case Fact.Known<WorkloadKey>(WorkloadKey.Declared(String arn)) when arn.equals(actual) ->
          encrypted(where, actual);
      case Fact.Known<WorkloadKey>(WorkloadKey.Declared(String arn)) ->
          Verdict.violated(
              "%s is encrypted with %s, not with the declared %s".formatted(where, actual, arn));
      case Fact.Known<WorkloadKey>(WorkloadKey.Forbidden(String why)) -> Verdict.violated(why);
    };
  }

  private static Verdict encrypted(String where, String key) {
    return Verdict.compliant(where + " is encrypted with " + key);
  }

  private static Verdict elsewhere(String where, Volume volume) {
    return isElsewhere(volume)
        ? Verdict.undetermined(where + ": encryption of its store is not known")
        : Verdict.compliant(NO_STORE);
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
