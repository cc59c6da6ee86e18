package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ConfigMaps that a resource has in namespaces that may refer to it, all of one name.
 *
 * @param recent the answers to our own writes
 * @param ours whether the objects of a namespace are ours to write
 */
public record AllowedMaps(Caches caches, RecentWrites<ConfigMap> recent, Predicate<String> ours) {

  /** Namespaces that are allowed, are not about to go, and are ours to write to. */
  public Set<String> namespaces(AllowedNamespaces allowed) {
    return names(
        allowed, it -> it.getMetadata().getDeletionTimestamp() == null && ours.test(name(it)));
  }

  /** All namespaces that are allowed. */
  public Set<String> allowed(AllowedNamespaces allowed) {
    return names(allowed, _ -> true);
  }

  private Set<String> names(AllowedNamespaces allowed, Predicate<Namespace> which) {
    return caches.namespaces().all().stream()
        .filter(which)
        .filter(allowed::contain)
        .map(AllowedMaps::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(Namespace namespace) {
    return namespace.getMetadata().getName();
  }

  /**
   * Those that are there, whoever made them.
   *
   * @param name what they are called
   * @param desired children that should be there
   * @param before children that were there
   */
  public Stream<ConfigMap> named(String name, List<HasMetadata> desired, List<Child> before) {
    Stream<@Nullable String> wanted =
        desired.stream()
            .map(HasMetadata::getMetadata)
            .filter(child -> name.equals(child.getName()))
            .map(ObjectMeta::getNamespace);
    Stream<@Nullable String> known =
        before.stream().filter(child -> name.equals(child.name())).map(Child::namespace);
    return Stream.concat(wanted, known)
        .flatMap(Stream::ofNullable)
        .distinct()
        .filter(ours)
        .flatMap(namespace -> in(namespace, name).stream());
  }

  /**
   * The one of this name in a namespace. Caches have those that bear our label: where it was taken
   * off or never was, we ask.
   */
  public Optional<ConfigMap> in(String namespace, String name) {
    Optional<ConfigMap> known =
        recent
            .over(
                namespace,
                () -> caches.configMaps().seen(),
                () -> caches.configMaps().in(namespace))
            .stream()
            .filter(map -> name.equals(map.getMetadata().getName()))
            .findFirst();
    return known.isEmpty() && caches.namespaces().get("", namespace).isPresent()
        ? caches.configMap(namespace, name)
        : known;
  }
}
