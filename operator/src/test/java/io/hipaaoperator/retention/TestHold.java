package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.LegalHoldStatus;
import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The hold {@code smith} of a test on the database {@code records}, and its runs. */
record TestHold(TestCluster cluster, TestNamespace namespace) {
  static final String SPEC =
      """
      matter: Smith v. Clinic
      reason: Subpoena of the county court
      issuer: counsel@clinic
      since: '2026-11-01'
      databases: [{name: records}]
      subjects:
      - {schema: public, table: visits, columns: [id], values: ['4711-0815']}
      """;
  static final String MORE = "- {columns: [patient_id], values: ['4711-0816']}\n";
  static final String RELEASE =
      "release: {by: judge@county, reason: The case was settled, at: '2026-11-20'}\n";

  TestHold declare(String spec) {
    namespace.apply(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: LegalHold
        metadata: {name: smith}
        spec:
        %s
        """
            .formatted(spec.indent(2)));
    return this;
  }

  Resource<LegalHold> resource() {
    return cluster
        .admin()
        .resources(LegalHold.class)
        .inNamespace(namespace.name())
        .withName("smith");
  }

  LegalHoldStatus status() {
    return Optional.ofNullable(resource().get()).map(HoldStatus::of).orElse(LegalHoldStatus.NONE);
  }

  DatabaseHold database() {
    return status().databases().getFirst();
  }

  /** Waits until a condition of the newest spec has this reason. */
  Condition await(String type, String reason) {
    return Eventually.until(
            () -> status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst(),
            it -> it.filter(c -> reason.equals(c.getReason()) && isCurrent(c)).isPresent())
        .orElseThrow();
  }

  private boolean isCurrent(Condition condition) {
    return Objects.equals(
        resource().get().getMetadata().getGeneration(), condition.getObservedGeneration());
  }

  ConfigMap plan() {
    return child(ConfigMap.class, "smith-hold-plan").get();
  }

  /** The document that a run reads. */
  String document() {
    return Objects.requireNonNullElse(plan().getData().get("plan.json"), "");
  }

  CronJob cronJob() {
    return child(CronJob.class, cronJobName()).get();
  }

  private String cronJobName() {
    return HoldChildren.cronJobName(DeclaredHold.of(resource().get()), "records");
  }

  <T extends HasMetadata> Resource<T> child(Class<T> kind, String name) {
    return cluster.admin().resources(kind).inNamespace(namespace.name()).withName(name);
  }

  /** A run ends with this line, in which DIGEST is that of what is declared, and where. */
  void ended(String job, String line) {
    String digest = HoldDocument.of(DeclaredHold.of(resource().get())).hash(databaseSpec());
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    CronJob owner = Eventually.until(this::cronJob, Objects::nonNull);
    new TestRun(cluster, namespace, "hipaa-operator.io/legal-hold: smith", "hold")
        .ended(job, owner, time, line.replace("DIGEST", digest).replace("TIME", time));
  }

  private PhiDatabaseSpec databaseSpec() {
    return Objects.requireNonNull(child(PhiDatabase.class, "records").get()).getSpec();
  }

  static String held(int rows, int changed) {
    return "{\"outcome\":\"HELD\",\"planHash\":\"DIGEST\",\"rows\":%d,\"others\":0,\"changed\":%d,\"time\":\"TIME\"}"
        .formatted(rows, changed);
  }

  static final String RELEASED =
      "{\"outcome\":\"RELEASED\",\"planHash\":\"DIGEST\",\"rows\":0,\"others\":0,\"changed\":1,\"time\":\"TIME\"}";

  /** Those of its children that are there. */
  List<String> children() {
    return cluster
        .admin()
        .batch()
        .v1()
        .cronjobs()
        .inNamespace(namespace.name())
        .list()
        .getItems()
        .stream()
        .map(it -> it.getMetadata().getName())
        .filter(it -> it.startsWith("smith-hold-"))
        .toList();
  }
}
