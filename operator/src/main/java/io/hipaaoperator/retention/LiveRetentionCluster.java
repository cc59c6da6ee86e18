package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.SinkArchive;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Caches;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
  public Fact<LedgerStatus> ledger(String namespace, String name) {
    return known(
        List.of(PhiDatabase.class),
        () ->
            caches
                .retention()
                .databases()
                .get(namespace, name)
                .map(it -> DatabaseStatus.ledger(DatabaseStatus.of(it)))
                .orElse(LedgerStatus.NONE));
  }

  @Override
  public List<HasMetadata> children(DeclaredPolicy policy) {
    return new RunObjects(caches, recent).of(policy.namespace(), PurgeChildren.names(policy));
  }

  @Override
  public List<HasMetadata> children(DeclaredHold hold) {
    return new RunObjects(caches, recent).of(hold.namespace(), HoldChildren.names(hold));
  }

  @Override
  public List<HasMetadata> children(DeclaredDatabase database) {
    return new RunObjects(caches, recent).of(database.namespace(), LedgerChildren.names(database));
  }

  @Override
  public Fact<LedgerRuns> runs(DeclaredDatabase database) {
    return known(
        List.of(Job.class, Pod.class),
        () ->
            new LedgerRuns(
                database,
                caches.retention().jobs().in(database.namespace()),
                caches.pods().in(database.namespace())));
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

  @Override
  public Fact<HoldRuns> runs(DeclaredHold hold) {
    return known(
        List.of(Job.class, Pod.class),
        () ->
            new HoldRuns(
                hold,
                caches.retention().jobs().in(hold.namespace()),
                caches.pods().in(hold.namespace())));
  }

  @Override
  public Fact<List<LegalHold>> holds() {
    return known(List.of(LegalHold.class), () -> caches.retention().holds().all().toList());
  }

  @Override
  public Fact<List<RetentionPolicy>> policies() {
    return known(
        List.of(RetentionPolicy.class), () -> caches.retention().policies().all().toList());
  }

  @Override
  public Fact<Set<String>> archives() {
    List<Class<? extends HasMetadata>> kinds = List.of(AuditSink.class);
    Optional<String> gap = caches.health().gap(kinds);
    return gap.isPresent()
        ? new Fact.Unreachable<>(gap.get())
        : known(
            kinds,
            () ->
                caches
                    .sinks()
                    .all()
                    .flatMap(it -> Optional.ofNullable(it.getSpec().archive()).stream())
                    .map(SinkArchive::bucket)
                    .collect(Collectors.toUnmodifiableSet()));
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
        .filter(there -> there.getMetadata().getDeletionTimestamp() != null)
        .isPresent();
  }
}
