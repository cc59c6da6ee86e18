package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.RetentionCaches;
import io.hipaaoperator.kube.Watched;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects that bear the names of what runs {@code hipaa}, with our own writes among them. */
record RunObjects(Caches caches, RetentionWrites recent) {

  List<HasMetadata> of(String in, RunNames names) {
    RetentionCaches ours = caches.retention();
    List<CronJob> cronJobs = newest(in, ours.cronJobs(), recent.cronJobs());
    return Stream.concat(
            Stream.<Optional<? extends HasMetadata>>of(
                one(
                    ServiceAccount.class,
                    newest(in, ours.accounts(), recent.accounts()),
                    in,
                    names.account()),
                names
                    .plan()
                    .flatMap(
                        plan ->
                            one(
                                ConfigMap.class,
                                newest(in, caches.configMaps(), recent.maps()),
                                in,
                                plan)),
                one(
                    NetworkPolicy.class,
                    newest(in, caches.policies(), recent.policies()),
                    in,
                    names.network())),
            names.cronJobs().stream().map(name -> one(CronJob.class, cronJobs, in, name)))
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
}
