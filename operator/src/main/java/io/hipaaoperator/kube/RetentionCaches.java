package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.RetentionPolicy;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What RetentionPolicies need.
 *
 * @param policies RetentionPolicies, which their controller watches
 * @param databases PhiDatabases, likewise
 * @param holds LegalHolds, likewise
 * @param accounts ServiceAccounts that bear the label of what we make
 * @param cronJobs CronJobs that do
 * @param jobs Jobs that do
 * @param client asks the server for what no cache has
 */
public record RetentionCaches(
    PrimaryStore<RetentionPolicy> policies,
    PrimaryStore<PhiDatabase> databases,
    PrimaryStore<LegalHold> holds,
    Watched<ServiceAccount> accounts,
    Watched<CronJob> cronJobs,
    Watched<Job> jobs,
    KubernetesClient client) {

  static RetentionCaches of(KubernetesClient client) {
    return new RetentionCaches(
        new PrimaryStore<>(Prune::fieldOwners),
        new PrimaryStore<>(Prune::fieldOwners),
        new PrimaryStore<>(Prune::fieldOwners),
        new Watched<>(
            client.serviceAccounts().inAnyNamespace().withLabel(Api.MANAGED_BY, Api.MANAGER),
            UnaryOperator.identity()),
        new Watched<>(
            client.batch().v1().cronjobs().inAnyNamespace().withLabel(Api.MANAGED_BY, Api.MANAGER),
            UnaryOperator.identity()),
        new Watched<>(
            client.batch().v1().jobs().inAnyNamespace().withLabel(Api.MANAGED_BY, Api.MANAGER),
            Prune::fieldOwners),
        client);
  }

  void watchOver(CacheHealth health) {
    health.add(ServiceAccount.class, accounts::isWatching);
    health.add(CronJob.class, cronJobs::isWatching);
    health.add(Job.class, jobs::isWatching);
  }

  Stream<Watched<?>> all() {
    return Stream.of(accounts, cronJobs, jobs);
  }

  /** An object as the server has it, with or without a label. */
  public <T extends HasMetadata> Optional<T> asked(Class<T> kind, String namespace, String name) {
    return Optional.ofNullable(client.resources(kind).inNamespace(namespace).withName(name).get());
  }
}
