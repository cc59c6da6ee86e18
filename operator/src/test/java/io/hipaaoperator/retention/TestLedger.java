package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The database {@code records} of a test, whose ledger is published, and the runs of that. */
record TestLedger(TestCluster cluster, TestNamespace namespace) {
  static final String NAME = "records-ledger";
  static final String ACCOUNT = "records-publisher";
  static final String NETWORK = "records-ledger-network";

  TestLedger declare(String spec) {
    namespace.apply(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiDatabase
        metadata: {name: records}
        spec:
        %s
        """
            .formatted(spec.indent(2)));
    return this;
  }

  Resource<PhiDatabase> resource() {
    return child(PhiDatabase.class, "records");
  }

  PhiDatabaseStatus status() {
    return Optional.ofNullable(resource().get())
        .map(DatabaseStatus::of)
        .orElse(PhiDatabaseStatus.NONE);
  }

  /** The newest checkpoint that a run published. */
  LedgerCheckpoint checkpoint() {
    return Objects.requireNonNull(DatabaseStatus.ledger(status()).checkpoint());
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** Waits until a condition of the newest spec has this reason. */
  Condition await(String type, String reason) {
    return Eventually.until(
            () -> condition(type),
            it -> it.filter(c -> reason.equals(c.getReason()) && isCurrent(c)).isPresent())
        .orElseThrow();
  }

  private boolean isCurrent(Condition condition) {
    return Objects.equals(
        resource().get().getMetadata().getGeneration(), condition.getObservedGeneration());
  }

  <T extends HasMetadata> Resource<T> child(Class<T> kind, String name) {
    return cluster.admin().resources(kind).inNamespace(namespace.name()).withName(name);
  }

  /** Those of its children that are there. */
  List<String> children() {
    return Stream.of(
            child(ServiceAccount.class, ACCOUNT),
            child(NetworkPolicy.class, NETWORK),
            child(CronJob.class, NAME))
        .flatMap(child -> Stream.ofNullable(child.get()))
        .map(HasMetadata::getKind)
        .toList();
  }

  CronJob cronJob() {
    return Objects.requireNonNull(child(CronJob.class, NAME).get());
  }

  /** Whose runs are of what is declared now. */
  String place() {
    DeclaredDatabase database = DeclaredDatabase.of(resource().get());
    return database.place(database.ledger().orElseThrow());
  }

  /** A run ends now, with this line, in which PLACE is that of what is declared. */
  void ended(String job, String line) {
    ended(job, line, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** A run ended then. */
  void ended(String job, String line, String time) {
    CronJob owner = Eventually.until(child(CronJob.class, NAME)::get, Objects::nonNull);
    new TestRun(cluster, namespace, "hipaa-operator.io/phi-database: records", "ledger")
        .ended(job, owner, time, line.replace("PLACE", place()));
  }
}
