package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever somebody does to what runs a purge is put back, in a real cluster. */
@ExtendWith(ClusterExtension.class)
record RetentionDriftIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration SELDOM = Duration.ofMinutes(10);

  @Test
  void whatSomebodyChangesIsPutBack() {
    try (var operator = operator()) {
      TestPolicy policy = policy().database().declare("").ready();
      String plan = policy.document();

      TestPolicy.edit(
          policy.child(ConfigMap.class, "visits-purge-plan"),
          PatchType.JSON_MERGE,
          "{\"data\":{\"plan.json\":\"{}\"}}");
      TestPolicy.edit(
          policy.child(ServiceAccount.class, "visits-purger"),
          PatchType.JSON_MERGE,
          "{\"automountServiceAccountToken\":true}");
      TestPolicy.edit(
          policy.child(NetworkPolicy.class, "visits-purge-network"),
          PatchType.JSON_MERGE,
          "{\"spec\":{\"egress\":[{}]}}");
      TestPolicy.edit(
          policy.child(CronJob.class, "visits-purge"),
          PatchType.JSON_MERGE,
          "{\"spec\":{\"suspend\":true}}");

      for (String kind : List.of("ConfigMap", "ServiceAccount", "NetworkPolicy", "CronJob")) {
        DriftStatus drift = policy.awaitDrift(it -> it.kind().equals(kind));
        assertThat(drift.manager()).isEqualTo("night-shift");
        assertThat(drift.action()).isEqualTo("Reverted");
      }
      Eventually.holds(() -> plan.equals(policy.document()));
      Eventually.holds(() -> !policy.account().getAutomountServiceAccountToken());
      Eventually.holds(() -> policy.network().getSpec().getEgress().size() == 2);
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Server-side apply merges containers and variables by name, and would leave them there. */
  @Test
  void whatSomebodyAddsToThePodGoes() {
    try (var operator = operator()) {
      TestPolicy policy = policy().database().declare("").ready();
      List<Container> declared = pod(policy.cronJob()).getContainers();

      TestPolicy.edit(
          policy.child(CronJob.class, "visits-purge"),
          PatchType.STRATEGIC_MERGE,
          "{\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"hostNetwork\":true,"
              + "\"containers\":[{\"name\":\"exfil\",\"image\":\"x\"},"
              + "{\"name\":\"purge\",\"command\":[\"sh\"],"
              + "\"env\":[{\"name\":\"JAVA_TOOL_OPTIONS\",\"value\":\"-Dx\"}]}]}}}}}}");

      assertThat(policy.awaitDrift(it -> it.kind().equals("CronJob")).weakens()).isTrue();
      Eventually.until(() -> pod(policy.cronJob()).getContainers(), declared::equals);
      Eventually.holds(() -> pod(policy.cronJob()).getHostNetwork() == null);
      policy.ready();
      assertThat(policy.status().drift()).extracting(DriftStatus::type).containsOnly("Added");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatSomebodyDeletesComesBack() {
    try (var operator = operator()) {
      TestPolicy policy = policy().database().declare("").ready();

      policy.child(CronJob.class, "visits-purge").delete();
      policy.child(ConfigMap.class, "visits-purge-plan").delete();

      policy.awaitDrift(it -> it.kind().equals("CronJob") && it.type().equals("Deleted"));
      policy.awaitDrift(it -> it.kind().equals("ConfigMap") && it.type().equals("Deleted"));
      Eventually.holds(() -> policy.children().size() == 4);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aLabelThatIsTakenOffHidesNothing() {
    try (var operator = operator()) {
      TestPolicy policy = policy().database().declare("").ready();

      TestPolicy.edit(
          policy.child(CronJob.class, "visits-purge"),
          PatchType.JSON_MERGE,
          "{\"metadata\":{\"labels\":null},\"spec\":{\"suspend\":true}}");

      policy.awaitDrift(it -> it.kind().equals("CronJob"));
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private static PodSpec pod(CronJob cronJob) {
    return cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
  }

  private TestPolicy policy() {
    return new TestPolicy(cluster, namespace);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Enforcement.Enforce, SELDOM, namespace), cluster.operator());
  }
}
