package io.hipaaoperator.encryption;

import static java.util.stream.Collectors.partitioningBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Observes, plans and applies the StorageClasses and ConfigMaps of EncryptionKeys. */
public record KeptChildren(KeyCluster cluster, ChildPasses passes) implements KeyChildren {

  /**
   * Those of a live cluster.
   *
   * @param recent where the answers to our own writes are kept until the caches have them
   * @param ours whether the objects of a namespace are ours to write
   */
  public static KeptChildren of(
      Caches caches,
      KeyWrites recent,
      Predicate<String> ours,
      ChildComparison comparison,
      Applier applier,
      InstantSource clock) {
    return new KeptChildren(
        new LiveKeyCluster(caches, recent, new AllowedMaps(caches, recent.maps(), ours)),
        ChildPasses.of(comparison, applier::write, recent::wrote, clock));
  }

  @Override
  public ChildPass keep(EncryptionKey resource, Enforcement enforcement, KeyPlace place) {
    List<Child> before =
        KeyStatus.of(resource).inventory().stream()
            .filter(child -> !KeptApiServerSecret.isOne(child))
            .toList();
    return cluster
        .doubt()
        .map(why -> ChildPass.unread(before, why))
        .orElseGet(
            () ->
                keep(
                    family(resource, place.arn(), place.region()),
                    before,
                    enforcement,
                    place.admits()));
  }

  private KeyFamily family(EncryptionKey resource, String arn, String region) {
    return new KeyFamily(
        ClusterKey.of(resource, arn, region), KeyStatus.of(resource).dataKeys(), cluster::isUsed);
  }

  @Override
  public ChildPass keepDataKeys(EncryptionKey resource, Enforcement enforcement) {
    EncryptionKeyStatus status = KeyStatus.of(resource);
    if (status.dataKeys().isEmpty()) {
      return ChildPass.unlooked(status.inventory());
    }
    Map<Boolean, List<Child>> before =
        status.inventory().stream().collect(partitioningBy(child -> isDataKey(child, resource)));
    return ChildPass.unlooked(before.getOrDefault(false, List.of()))
        .and(keepDataKeys(resource, enforcement, before.getOrDefault(true, List.of())));
  }

  private static boolean isDataKey(Child child, EncryptionKey of) {
    return child.kind().equals("ConfigMap")
        && child.name().equals(DataKeyMap.name(of.getMetadata().getName()));
  }

  private ChildPass keepDataKeys(
      EncryptionKey resource, Enforcement enforcement, List<Child> before) {
    var family = family(resource, "", "");
    List<HasMetadata> desired = List.copyOf(dataKeyMaps(family).toList());
    return cluster
        .doubt()
        .map(why -> ChildPass.unread(before, why))
        .orElseGet(
            () ->
                passes.over(
                    family,
                    enforcement,
                    before,
                    desired,
                    () ->
                        cluster.children(family.key(), desired, before).stream()
                            .filter(there -> DataKeyMap.isCalledSo(there, family.key()))
                            .toList()));
  }

  @Override
  public DataKeyPlan dataKeys(EncryptionKey resource, KeyPlace place) {
    List<DataKey> known = KeyStatus.of(resource).dataKeys();
    var key = ClusterKey.of(resource, place.arn(), place.region());
    if (known.isEmpty() && key.spec().dataKeys().isEmpty()) {
      return DataKeyPlan.of(key, known, true, List.of(), Map.of());
    }
    return cluster
        .doubt()
        .map(why -> DataKeyPlan.unlooked(known, why))
        .orElseGet(() -> dataKeys(key, known, KeyStatus.hasAllDataKeys(resource)));
  }

  private DataKeyPlan dataKeys(ClusterKey key, List<DataKey> known, boolean isWhole) {
    Set<String> allowed = cluster.namespaces(AllowedNamespaces.of(key.spec()));
    return DataKeyPlan.of(key, known, isWhole, allowed, cluster.dataKeys(key, allowed));
  }

  private ChildPass keep(
      KeyFamily family, List<Child> before, Enforcement enforcement, boolean admits) {
    List<HasMetadata> desired = desired(family, before, admits);
    return passes.over(
        family,
        enforcement,
        before,
        desired,
        () -> cluster.children(family.key(), desired, before));
  }

  private List<HasMetadata> desired(KeyFamily family, List<Child> before, boolean admits) {
    return Stream.<Stream<? extends HasMetadata>>of(
            storageClass(family.key(), before, admits).stream(),
            configMaps(family.key()),
            dataKeyMaps(family))
        .<HasMetadata>flatMap(Function.identity())
        .toList();
  }

  /**
   * A driver that may not use the key makes volumes that vanish without a word, so no class is made
   * before the key admits it.
   */
  private static Optional<StorageClass> storageClass(
      ClusterKey key, List<Child> before, boolean admits) {
    return EncryptedClass.of(key).filter(wanted -> admits || isThere(wanted, before));
  }

  private Stream<ConfigMap> configMaps(ClusterKey key) {
    return key.spec().tellsNamespaces()
        ? cluster.namespaces(AllowedNamespaces.of(key.spec())).stream()
            .map(namespace -> KeyConfigMap.of(key, namespace))
        : Stream.empty();
  }

  /** Also where no more are made: one that there is may never be missing. */
  private Stream<ConfigMap> dataKeyMaps(KeyFamily family) {
    ClusterKey key = family.key();
    if (family.dataKeys().isEmpty()) {
      return Stream.empty();
    }
    Set<String> allowed = cluster.namespaces(AllowedNamespaces.of(key.spec()));
    return family.dataKeys().stream()
        .filter(one -> allowed.contains(one.namespace()) && !key.spec().releases(one.namespace()))
        .map(one -> DataKeyMap.of(key, one));
  }

  private static boolean isThere(StorageClass wanted, List<Child> before) {
    return before.stream().anyMatch(child -> child.isOf(wanted));
  }
}
