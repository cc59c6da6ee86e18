package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
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
    pod(job, job(job, owner, time), line.replace("PLACE", place()));
  }

  private String job(String name, CronJob owner, String time) {
    Job job =
        Serialization.unmarshal(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: %s
              namespace: %s
              labels: {app.kubernetes.io/managed-by: hipaa-operator, hipaa-operator.io/phi-database: records}
              ownerReferences:
              - {apiVersion: batch/v1, kind: CronJob, name: %s, uid: %s, controller: true}
            spec:
              managedBy: it.example/test
              template:
                spec: {restartPolicy: Never, containers: [{name: ledger, image: none}]}
            """
                .formatted(
                    name,
                    namespace.name(),
                    owner.getMetadata().getName(),
                    owner.getMetadata().getUid()),
            Job.class);
    Job made = cluster.admin().resource(job).create();
    cluster
        .admin()
        .resource(made)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"startTime": "%1$s", "completionTime": "%1$s", "succeeded": 1, "conditions": [
              {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%1$s"},
              {"type": "Complete", "status": "True", "lastTransitionTime": "%1$s"}]}}
            """
                .formatted(time));
    return made.getMetadata().getUid();
  }

  private void pod(String job, String jobUid, String line) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: %s
              namespace: %s
              labels: {app.kubernetes.io/managed-by: hipaa-operator, hipaa-operator.io/phi-database: records}
              ownerReferences:
              - {apiVersion: batch/v1, kind: Job, name: %s, uid: %s}
            spec:
              schedulingGates: [{name: it.example/never}]
              restartPolicy: Never
              containers: [{name: ledger, image: none}]
            """
                .formatted(job, namespace.name(), job, jobUid),
            Pod.class);
    Pod made = cluster.admin().resource(pod).create();
    cluster
        .admin()
        .resource(made)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"phase": "Succeeded", "containerStatuses": [
              {"name": "ledger", "image": "none", "imageID": "", "ready": false, "restartCount": 0,
               "state": {"terminated": {"exitCode": 0, "message": %s}}}]}}
            """
                .formatted(Serialization.asJson(line)));
  }
}
