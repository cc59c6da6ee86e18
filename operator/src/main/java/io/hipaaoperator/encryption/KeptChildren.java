package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.children.ChildWrites;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
        new ChildPasses(comparison, new ChildWrites(applier, recent::wrote, clock)));
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
                    ClusterKey.of(resource, place.arn(), place.region()),
                    before,
                    enforcement,
                    place.admits()));
  }

  private ChildPass keep(
      ClusterKey key, List<Child> before, Enforcement enforcement, boolean admits) {
    List<HasMetadata> desired = desired(key, before, admits);
    return passes.over(
        new KeyFamily(key, cluster::isUsed),
        enforcement,
        before,
        desired,
        () -> cluster.children(key, desired, before));
  }

  private List<HasMetadata> desired(ClusterKey key, List<Child> before, boolean admits) {
    return Stream.<HasMetadata>concat(storageClass(key, before, admits).stream(), configMaps(key))
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

  private static boolean isThere(StorageClass wanted, List<Child> before) {
    return before.stream().anyMatch(child -> child.isOf(wanted));
  }
}
