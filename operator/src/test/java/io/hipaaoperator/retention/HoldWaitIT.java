package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.TestHold.MORE;
import static io.hipaaoperator.retention.TestHold.SPEC;
import static io.hipaaoperator.retention.TestHold.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which purges wait for a hold that no database has acknowledged yet. */
@ExtendWith(ClusterExtension.class)
record HoldWaitIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final String STATUS =
      "{\"status\":{\"observedGeneration\":1,\"databases\":[{\"name\":\"records\",\"state\":\"%s\"}]}}";
  private static final String ALLOWED = "allowed";

  /** Of what nobody keeps suspended the API server itself lets nothing begin. */
  @Test
  void noJobOfAPurgeBeginsWhileTheOperatorIsDown() {
    assertThat(beginning("records")).isEqualTo(ALLOWED);
    TestHold hold = new TestHold(cluster, namespace).declare(SPEC);

    awaitRefusal("records");
    awaitRefusal("");
    assertThat(beginning("others")).isEqualTo(ALLOWED);

    says(hold, "Pending");
    awaitRefusal("records");
    says(hold, "Acknowledged");
    Eventually.until(() -> beginning("records"), ALLOWED::equals);
    says(hold, "Unverified");
    Eventually.pause(OFTEN);
    assertThat(beginning("records")).as("the purge looks at the rows itself").isEqualTo(ALLOWED);

    hold.declare(SPEC + MORE);
    awaitRefusal("records");
    hold.declare(SPEC + MORE + TestHold.RELEASE);
    Eventually.until(() -> beginning("records"), ALLOWED::equals);
  }

  /** It names no database, by which a Job would be concerned. */
  @Test
  void aHoldOfObjectsAloneStopsNoJob() {
    new TestHold(cluster, namespace)
        .declare(
            SPEC.replaceAll("(?s)databases:.*", "")
                + "buckets: [{bucket: clinic-scans, prefix: smith/}]\n");

    Eventually.pause(Duration.ofSeconds(2));
    assertThat(beginning("records")).isEqualTo(ALLOWED);
    assertThat(beginning("")).isEqualTo(ALLOWED);
  }

  @Test
  void aPurgeOfTheSameDatabaseWaitsInAnotherNamespaceToo() {
    try (var operator = operator()) {
      other.apply(Declared.manifest(Declared.databaseOf(namespace)));
      TestPolicy policy = new TestPolicy(cluster, other).declare("").ready();
      namespace.apply(Declared.manifest(Declared.databaseOf(namespace)));
      TestHold hold = new TestHold(cluster, namespace).declare(SPEC);

      assertThat(policy.await("RetentionEnforced", "HoldPending").getMessage())
          .contains("a LegalHold of namespace " + namespace.name())
          .doesNotContain("smith");
      Eventually.holds(() -> policy.cronJob().getSpec().getSuspend());
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));

      policy.await("RetentionEnforced", "NotApproved");
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Its rows are in a table that this purge does not look at. */
  @Test
  void whatIsHeldInAnotherSchemaIsNotHeldForThisPurge() {
    other.apply(
        Declared.manifest(
            Declared.databaseOf(namespace).replace("schema: hipaa", "schema: theirs")));
    namespace.apply(Declared.manifest(Declared.databaseOf(namespace)));
    try (var operator = operator()) {
      TestHold hold = new TestHold(cluster, namespace).declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");

      TestPolicy policy = new TestPolicy(cluster, other).declare("");

      assertThat(policy.await("RetentionEnforced", "HoldPending").getMessage())
          .contains("in its schema theirs");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aPurgeOfAnotherDatabaseDoesNotWait() {
    other.apply(
        Declared.manifest(
            Declared.databaseOf(namespace).replace("database: records", "database: billing")));
    namespace.apply(Declared.manifest(Declared.databaseOf(namespace)));
    try (var operator = operator()) {
      new TestHold(cluster, namespace).declare(SPEC).await("HoldInForce", "NotCommitted");

      TestPolicy policy = new TestPolicy(cluster, other).declare("");

      policy.ready().await("RetentionEnforced", "NotApproved");
      assertThat(policy.cronJob().getSpec().getSuspend()).isFalse();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private void awaitRefusal(String database) {
    Eventually.until(
        () -> beginning(database),
        it -> it.contains("LegalHold smith is declared and not acknowledged by records"));
  }

  /** What the API server says to a Job of a purge of a database; one that says none is "". */
  private String beginning(String database) {
    Job job =
        Serialization.unmarshal(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: visits-purge-by-hand
              namespace: %s
              labels: {hipaa-operator.io/retention-policy: visits}
            spec:
              template:
                spec: {restartPolicy: Never, containers: [{name: purge, image: none}]}
            """
                .formatted(namespace.name()),
            Job.class);
    if (!database.isEmpty()) {
      job.getMetadata().setAnnotations(Map.of("hipaa-operator.io/database", database));
    }
    try {
      cluster.admin().resource(job).dryRun(true).create();
      return ALLOWED;
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void says(TestHold hold, String state) {
    hold.resource()
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), STATUS.formatted(state));
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Enforcement.Enforce, OFTEN, namespace, other), cluster.operator());
  }
}
