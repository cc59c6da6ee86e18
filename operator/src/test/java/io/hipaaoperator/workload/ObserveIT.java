package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.AuditLog;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Observe reports and writes nothing else, whether the workload or the installation asks for it.
 */
@ExtendWith(ClusterExtension.class)
record ObserveIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final String OBSERVE = "{\"spec\":{\"enforcement\":\"Observe\"}}";
  private static final String ENFORCE = "{\"spec\":{\"enforcement\":\"Enforce\"}}";

  @Test
  void aDeviationStandsAndIsReported() {
    observe();
    workload.open("ingress", "mallory");

    DriftStatus drift = workload.awaitDrift(0).getFirst();

    assertThat(drift.action()).isEqualTo("Reported");
    assertThat(drift.manager()).isEqualTo("mallory");
    assertThat(workload.await("Drifted", "True").getReason()).isEqualTo("DriftStands");
    assertThat(workload.isOpen("ingress")).isTrue();
  }

  @Test
  void aDeletedChildStaysDeletedAndIsReported() {
    observe();
    workload.child("ingress").delete();

    assertThat(workload.awaitDrift(0).getFirst().type()).isEqualTo("Deleted");
    workload.await("Drifted", "True");
    assertThat(workload.child("ingress").get()).isNull();
  }

  @Test
  void enforcingAgainRepairsWhatStands() {
    observe();
    workload.open("ingress", "mallory");
    workload.child("egress").delete();
    workload.awaitDrift(1);

    workload.patch(ENFORCE);

    Eventually.until(() -> workload.isOpen("ingress"), Boolean.FALSE::equals);
    Eventually.until(() -> workload.child("egress").get(), Objects::nonNull);
    workload.await("Drifted", "False");
    assertThat(workload.await("Ready", "True").getReason()).isEqualTo("Converged");
  }

  @Test
  void aDeviationThatSomebodyTakesBackStandsNoMore() {
    observe();
    workload.open("ingress", "mallory");
    workload.await("Drifted", "True");

    workload.patchChild(
        "ingress",
        "mallory",
        """
        {"spec":{"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"api"}}}],
          "ports":[{"port":5432,"protocol":"TCP"}]}]}}
        """);

    workload.await("Drifted", "False");
    assertThat(workload.driftTotal()).isEqualTo(1);
  }

  @Test
  void nothingIsMadeForANewWorkload() {
    TestWorkload archive =
        namespace.declare(
            Specs.reachableBy("archive", "{podSelector: {}}")
                .replace("spec:\n", "spec:\n  enforcement: Observe\n"));

    assertThat(archive.await("Ready", "True").getReason()).isEqualTo("Observing");
    assertThat(archive.status().inventory()).isEmpty();
    assertThat(namespace.policies()).hasSize(3);
  }

  /** The installation's mode is the upper limit, and its role has no right to write policies. */
  @Test
  void withTheObserveRoleNothingIsEvenTried() {
    operator.close();
    cluster.install("--set", "replicas=0", "--set", "mode=observe");
    var config = RunningOperator.config(Enforcement.Observe, Duration.ofHours(1), namespace);
    try (var _ = RunningOperator.start(config, cluster.operator())) {
      assertThat(mayWritePolicies()).isFalse();

      workload.open("ingress", "mallory");

      assertThat(workload.awaitDrift(0).getFirst().action()).isEqualTo("Reported");
      assertThat(workload.isOpen("ingress")).isTrue();
      assertThat(workload.await("Ready", "True").getReason()).isEqualTo("Observing");
    } finally {
      cluster.install("--set", "replicas=0");
    }
  }

  @Test
  void theAuditLogHasOnlyStatusAndEvents() {
    AuditLog log = AuditLog.of(cluster);
    observe();
    log.flushed(namespace);
    int before = log.writes(namespace).size();

    workload.open("ingress", "mallory");
    workload.child("egress").delete();
    workload.awaitDrift(1);
    log.flushed(namespace);

    List<String> writes = log.writes(namespace).subList(before, log.writes(namespace).size());
    assertThat(writes)
        .isNotEmpty()
        .allMatch(write -> write.matches("patch .*(/ledger/status|/events/).*"));
  }

  /** An enforcing operator whose rights were taken away says so, and goes on when they are back. */
  @Test
  void withoutTheRightToWriteTheStatusSaysSo() {
    cluster.install("--set", "replicas=0", "--set", "mode=observe");
    try {
      workload.open("ingress", "mallory");

      var ready = workload.await("Ready", "False");

      assertThat(ready.getReason()).isEqualTo("WriteRefused");
      assertThat(ready.getMessage()).contains("ledger-ingress", "forbidden");
      assertThat(workload.await("Drifted", "True").getReason()).isEqualTo("DriftStands");
    } finally {
      cluster.install("--set", "replicas=0");
    }
    workload.patch("{\"metadata\":{\"annotations\":{\"look\":\"again\"}}}");
    Eventually.until(() -> workload.isOpen("ingress"), Boolean.FALSE::equals);
    workload.ready();
  }

  private boolean mayWritePolicies() {
    try (var client = cluster.operator()) {
      var review =
          new io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder()
              .withNewSpec()
              .withNewResourceAttributes()
              .withGroup("networking.k8s.io")
              .withResource("networkpolicies")
              .withVerb("patch")
              .withNamespace(namespace.name())
              .endResourceAttributes()
              .endSpec()
              .build();
      return client
          .authorization()
          .v1()
          .selfSubjectAccessReview()
          .create(review)
          .getStatus()
          .getAllowed();
    }
  }

  private void observe() {
    workload.patch(OBSERVE);
    Eventually.until(() -> workload.await("Ready", "True").getReason(), "Observing"::equals);
  }
}
