package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.children.ChildWrites;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ConfigMaps as an API server keeps them: immutable ones, and with who wrote them. */
final class MemoryCluster implements KeyCluster {
  /** Where writes go, as a type that a proxy can be made of. */
  interface Writer extends Function<Write, Outcome> {}

  final Set<String> namespaces = new LinkedHashSet<>();
  final Map<String, ConfigMap> maps = new TreeMap<>();

  /** Every ciphertext that anybody could ever read in a ConfigMap. */
  final Set<String> seen = new LinkedHashSet<>();

  final List<String> writes = new ArrayList<>();

  Optional<String> doubt = Optional.empty();
  private int version = 1;

  /** What keeps children in this cluster. */
  KeptChildren kept(Writer writer, InstantSource clock) {
    return new KeptChildren(
        this,
        new ChildPasses(
            new ChildComparison(new KubernetesSerialization()),
            new ChildWrites(writer, _ -> {}, clock)));
  }

  @Override
  public Set<String> namespaces(AllowedNamespaces allowed) {
    return namespaces;
  }

  @Override
  public List<HasMetadata> children(ClusterKey key, List<HasMetadata> desired, List<Child> before) {
    return List.copyOf(maps.values());
  }

  @Override
  public Map<String, ConfigMap> dataKeys(ClusterKey key, Collection<String> allowed) {
    return maps.values().stream()
        .filter(map -> map.getMetadata().getName().equals(DataKeyMap.name(key.name())))
        .filter(map -> allowed.contains(map.getMetadata().getNamespace()))
        .collect(Collectors.toMap(map -> map.getMetadata().getNamespace(), map -> map));
  }

  @Override
  public boolean isUsed(String storageClass) {
    return false;
  }

  @Override
  public Optional<String> doubt() {
    return doubt;
  }

  /** A write of ours. */
  Outcome write(Write write) {
    writes.add(write.getClass().getSimpleName() + " " + name(write.object()));
    return switch (write) {
      case Write.Apply(HasMetadata wanted, var live, var additions) ->
          applied((ConfigMap) wanted, live, additions.isEmpty());
      case Write.Replace(HasMetadata wanted, HasMetadata live) -> {
        maps.remove(name(live));
        yield applied((ConfigMap) wanted, Optional.empty(), true);
      }
      case Write.Create _, Write.Remove _, Write.Delete _ ->
          throw new IllegalArgumentException("no data key is deleted");
    };
  }

  private Outcome applied(ConfigMap wanted, Optional<HasMetadata> live, boolean isWhole) {
    ConfigMap there = maps.get(name(wanted));
    if (live.isEmpty() && there != null) {
      return refused(wanted, "AlreadyExists");
    }
    if (there != null
        && isFrozen(there)
        && !(isWhole && wanted.getData().equals(there.getData()))) {
      return refused(wanted, "Invalid");
    }
    return new Outcome(Optional.of(store(wanted, there, Api.MANAGER, "Apply")), Optional.empty());
  }

  private static Outcome refused(HasMetadata object, String reason) {
    return new Outcome(
        Optional.empty(),
        Optional.of(new Refusal(object.getKind(), name(object), reason, "as it is")));
  }

  private static boolean isFrozen(ConfigMap map) {
    return Boolean.TRUE.equals(map.getImmutable());
  }

  /** Somebody else's write. */
  void put(ConfigMap map) {
    store(map, null, "night-shift", "Update");
  }

  private ConfigMap store(ConfigMap map, @Nullable ConfigMap before, String who, String how) {
    String uid = before == null ? UUID.randomUUID().toString() : before.getMetadata().getUid();
    ConfigMap stored =
        new ConfigMapBuilder(map)
            .editMetadata()
            .withUid(uid)
            .withResourceVersion(String.valueOf(version++))
            .withCreationTimestamp("2026-01-01T00:00:00Z")
            .withManagedFields(entry(map, who, how))
            .endMetadata()
            .build();
    maps.put(name(stored), stored);
    DataKeyMap.ciphertext(stored).ifPresent(seen::add);
    return stored;
  }

  private static ManagedFieldsEntry entry(ConfigMap map, String who, String how) {
    var data = new TreeMap<String, Object>();
    Objects.requireNonNullElse(map.getData(), Map.<String, String>of())
        .keySet()
        .forEach(key -> data.put("f:" + key, Map.of()));
    var fields = new FieldsV1();
    fields.setAdditionalProperty("f:data", data);
    return new ManagedFieldsEntryBuilder()
        .withManager(who)
        .withOperation(how)
        .withTime("2026-01-02T00:00:00Z")
        .withFieldsV1(fields)
        .build();
  }

  /** What stands for the data key of clinic-0 in a namespace. */
  ConfigMap map(String namespace) {
    return Objects.requireNonNull(maps.get(namespace + "/clinic-0-datakey"), namespace);
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }
}
