package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.RetentionCaches;
import io.hipaaoperator.kube.Watched;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The live cluster: caches, and the answers to our own writes that they have not seen yet. */
public record LiveRetentionCluster(Caches caches, RetentionWrites recent)
    implements RetentionCluster {

  @Override
  public Fact<Optional<PhiDatabaseSpec>> database(String namespace, String name) {
    Optional<PhiDatabaseSpec> found =
        caches.retention().databases().get(namespace, name).map(PhiDatabase::getSpec);
    return known(List.of(PhiDatabase.class), () -> found);
  }

  @Override
  public List<HasMetadata> children(DeclaredPolicy policy) {
    String in = policy.namespace();
    RetentionCaches ours = caches.retention();
    return Stream.<Optional<? extends HasMetadata>>of(
            one(
                ServiceAccount.class,
                newest(in, ours.accounts(), recent.accounts()),
                in,
                PurgeChildren.accountName(policy)),
            one(
                ConfigMap.class,
                newest(in, caches.configMaps(), recent.maps()),
                in,
                PurgeChildren.planName(policy)),
            one(
                NetworkPolicy.class,
                newest(in, caches.policies(), recent.policies()),
                in,
                PurgeChildren.networkName(policy)),
            one(
                CronJob.class,
                newest(in, ours.cronJobs(), recent.cronJobs()),
                in,
                PurgeChildren.cronJobName(policy)))
        .<HasMetadata>flatMap(Optional::stream)
        .toList();
  }

  private static <T extends HasMetadata> List<T> newest(
      String namespace, Watched<T> cache, RecentWrites<T> recent) {
    return recent.over(namespace, cache::seen, () -> cache.in(namespace));
  }

  /** Caches have what bears our label: where it was taken off or never was, we ask. */
  private <T extends HasMetadata> Optional<T> one(
      Class<T> kind, List<T> cached, String namespace, String name) {
    return cached.stream()
        .filter(one -> name.equals(one.getMetadata().getName()))
        .findFirst()
        .or(() -> caches.retention().asked(kind, namespace, name));
  }

  @Override
  public Fact<PurgeRuns> runs(DeclaredPolicy policy) {
    return known(
        List.of(Job.class, Pod.class),
        () ->
            new PurgeRuns(
                policy,
                caches.retention().jobs().in(policy.namespace()),
                caches.pods().in(policy.namespace())));
  }

  private <T> Fact<T> known(List<Class<? extends HasMetadata>> kinds, Supplier<T> look) {
    return caches
        .health()
        .doubt(kinds)
        .<Fact<T>>map(Fact.Unreachable::new)
        .orElseGet(() -> new Fact.Known<>(look.get()));
  }

  @Override
  public Optional<String> doubt() {
    return caches
        .health()
        .doubt(List.of(ServiceAccount.class, ConfigMap.class, NetworkPolicy.class, CronJob.class));
  }

  @Override
  public boolean isEnding(String namespace) {
    return caches
        .namespaces()
        .get("", namespace)
        .filter(there -> there.getMetadata().getDeletionTimestamp() == null)
        .isEmpty();
  }
}
