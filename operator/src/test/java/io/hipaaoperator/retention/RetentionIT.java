package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.cluster.AuditLog;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a RetentionPolicy has in a real cluster, and that it stays so. */
@ExtendWith(ClusterExtension.class)
record RetentionIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final int PASSES = 20;
  private static final String METRIC =
      "hipaa_external_reconcile_duration_seconds_count{kind=\"RetentionPolicy\"";

  @Test
  void aPolicyHasWhatRunsItsPurge() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("").ready();

      assertThat(policy.document()).contains("\"keep\" : \"P7Y\"");
      assertThat(policy.account().getAutomountServiceAccountToken()).isFalse();
      assertThat(policy.network().getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
      assertThat(policy.cronJob().getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
      Container container = container(policy.cronJob());
      assertThat(container.getImage()).isEqualTo(RunningOperator.IMAGE);
      assertThat(container.getArgs())
          .startsWith("purge")
          .contains("--host=records." + namespace.name() + ".svc");
      assertThat(policy.status().inventory())
          .extracting(child -> child.kind() + " " + child.name())
          .containsExactlyInAnyOrder(
              "ServiceAccount visits-purger",
              "ConfigMap visits-purge-plan",
              "NetworkPolicy visits-purge-network",
              "CronJob visits-purge");
      assertThat(policy.await("RetentionEnforced", "NotApproved").getStatus()).isEqualTo("False");
      assertThat(policy.status().planHash()).hasSize(64);
      assertThat(policy.status().nextRun()).endsWith("T03:30:00Z");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void anApprovalReachesThePlanAndChangesNoHash() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("").ready();
      String hash = policy.status().planHash();

      policy.declare("approval: {planHash: " + hash + ", by: dr-who}\n");

      assertThat(policy.await("RetentionEnforced", "NeverRun").getStatus()).isEqualTo("Unknown");
      assertThat(policy.ready().status().planHash()).isEqualTo(hash);
      Eventually.holds(() -> policy.document().contains("approvedHash"));
      assertThat(policy.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whileNothingChangesNothingIsWritten() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("").ready();
      policy.await("RetentionEnforced", "NotApproved");
      Eventually.pause(Duration.ofSeconds(1));
      AuditLog log = AuditLog.of(cluster);
      log.flushed(namespace);
      List<String> versions = policy.versions();
      int writes = log.writes(namespace).size();

      awaitPasses(operator);
      log.flushed(namespace);

      assertThat(policy.versions()).isEqualTo(versions);
      assertThat(log.writes(namespace).subList(writes, log.writes(namespace).size())).isEmpty();
    }
  }

  @Test
  void whatItHasGoesWithIt() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("").ready();

      policy.resource().delete();

      Eventually.holds(() -> policy.children().isEmpty());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void observeWritesNothing() {
    try (var operator = operator(Enforcement.Observe)) {
      TestPolicy policy = policy().database().declare("");

      policy.await("Ready", "Observing");

      assertThat(policy.children()).isEmpty();
      assertThat(policy.status().inventory()).isEmpty();
      assertThat(policy.status().planHash()).hasSize(64);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatKeepsAPolicyFromItsPlanIsSaidAndMended() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().declare("");
      assertThat(policy.await("Stalled", "DatabaseNotFound").getMessage())
          .contains("spec.databaseRef", "records");
      assertThat(policy.children()).isEmpty();

      policy.database().ready();
      policy.declare("timeZone: Mars/Olympus\n");
      assertThat(policy.await("Stalled", "TimeZoneUnknown").getMessage())
          .contains("spec.timeZone", "Mars/Olympus");
      Eventually.holds(() -> policy.children().isEmpty());
      assertThat(policy.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** What would go on deleting by what was declared once. */
  @Test
  void whereTheDatabaseIsNotDeclaredAnyMoreNothingRuns() {
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("").ready();

      policy.child(PhiDatabase.class, "records").delete();

      policy.await("Stalled", "DatabaseNotFound");
      Eventually.holds(() -> policy.children().isEmpty());
      policy.database().ready();
      assertThat(policy.children()).hasSize(4);
      assertThat(policy.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamesakeIsLeftAlone() {
    namespace.configMap("visits-purge-plan");
    try (var operator = operator(Enforcement.Enforce)) {
      TestPolicy policy = policy().database().declare("");

      assertThat(policy.await("Ready", "NameConflict").getStatus()).isEqualTo("False");
      assertThat(policy.plan().getData()).isNullOrEmpty();
      assertThat(policy.cronJob().getSpec().getSuspend()).as("runs with another plan").isTrue();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private static PodSpec pod(CronJob cronJob) {
    return cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
  }

  private static Container container(CronJob cronJob) {
    return pod(cronJob).getContainers().getFirst();
  }

  private static void awaitPasses(RunningOperator operator) {
    double before = passes(operator);
    Eventually.until(() -> passes(operator), now -> now >= before + PASSES);
  }

  private static double passes(RunningOperator operator) {
    return operator
        .scrape()
        .text()
        .lines()
        .filter(line -> line.startsWith(METRIC))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private TestPolicy policy() {
    return new TestPolicy(cluster, namespace);
  }

  private RunningOperator operator(Enforcement most) {
    return RunningOperator.start(
        RunningOperator.config(most, OFTEN, namespace), cluster.operator());
  }
}
