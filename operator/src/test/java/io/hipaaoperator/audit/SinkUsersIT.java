package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.IamRoles;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether the logs of a workload go to a sink where audit logs are kept as they must be. */
@ExtendWith(ClusterExtension.class)
class SinkUsersIT {
  private final IamRoles iam = new IamRoles();
  private final TestCluster cluster;
  private final TestNamespace namespace;

  SinkUsersIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @AfterEach
  void clean() {
    iam.close();
  }

  @Test
  void aSinkThatIsAsDeclaredComplies() {
    try (var operator = operator(Duration.ofSeconds(1));
        var sink = TestSink.of(cluster, "audit")) {
      sink.declareKey();
      sink.declare(withKey(sink), "allowedNamespaces: {}, " + writers(sink)).ready();

      ControlStatus verdict = workload(sink.name()).awaitVerdict("A8", "Compliant");

      assertThat(verdict.evidence().getFirst())
          .isEqualTo("AuditSink %s, %s: kept 2192 days".formatted(sink.name(), sink.group()));
      assertThat(sink.await(status -> status.workloads() != null).workloads()).isEqualTo(1);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** With a resync that does not come meanwhile: each change itself is heard of. */
  @Test
  void aVerdictFollowsTheSinkAndTheNamespace() {
    try (var operator = operator(Duration.ofHours(1));
        var sink = TestSink.of(cluster, "audit")) {
      TestWorkload workload = workload(sink.name());
      awaitVerdict(workload, "Undetermined", "there is no AuditSink " + sink.name());

      sink.declareKey();
      sink.declare(withKey(sink), "").ready();
      awaitVerdict(workload, "Violated", "does not let namespace " + namespace.name());

      String writers = writers(sink) + ", ";
      sink.declare(withKey(sink), writers + "allowedNamespaces: {matchLabels: {phi: allowed}}");
      namespace.label("phi", "allowed");
      awaitVerdict(workload, "Compliant", "kept 2192 days");

      namespace.label("phi", "no-longer");
      awaitVerdict(workload, "Violated", "spec.allowedNamespaces");
      sink.declare(withKey(sink), writers + "allowedNamespaces: {matchLabels: {phi: no-longer}}");
      awaitVerdict(workload, "Compliant", "kept 2192 days");

      sink.declare(withKey(sink), "allowedNamespaces: {matchLabels: {phi: no-longer}}");
      awaitVerdict(workload, "Undetermined", "spec.writers names nobody");

      sink.resource().delete();
      awaitVerdict(workload, "Undetermined", "there is no AuditSink " + sink.name());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aSinkForOperationalLogsViolates() {
    try (var operator = operator(Duration.ofSeconds(1));
        var sink = TestSink.of(cluster, "operational")) {
      sink.declare("", "allowedNamespaces: {}").ready();

      ControlStatus verdict = workload(sink.name()).awaitVerdict("A8", "Violated");

      assertThat(verdict.evidence())
          .containsExactly(
              "spec.auditSinkRef: AuditSink %s is not of class audit".formatted(sink.name()));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** What somebody did to the log group is told to those whose logs are in it. */
  @Test
  void aSinkThatDoesNotKeepItsLogsViolates() {
    try (var operator = operator(Duration.ofSeconds(1));
        var sink = TestSink.of(cluster, "audit")) {
      sink.declareKey();
      sink.declare(withKey(sink), "allowedNamespaces: {}, " + writers(sink)).ready();
      TestWorkload workload = workload(sink.name());
      workload.awaitVerdict("A8", "Compliant");

      sink.observe();
      Groups.keep(sink.group(), 30);

      awaitVerdict(workload, "Violated", "kept 30 days, six years are 2192");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private static void awaitVerdict(TestWorkload workload, String verdict, String words) {
    workload.await(
        status ->
            status.controls().stream()
                .filter(control -> control.id().equals("A8") && control.verdict().equals(verdict))
                .map(ControlStatus::evidence)
                .flatMap(List::stream)
                .anyMatch(sentence -> sentence.contains(words)));
  }

  private static String withKey(TestSink sink) {
    return "keyRef: {name: " + sink.name() + "}";
  }

  /** A role that may write to it, and no more. */
  private String writers(TestSink sink) {
    String role = iam.create(sink.name());
    iam.put(role, IamRoles.writes("arn:aws:logs:us-east-1:123456789012:log-group:" + sink.group()));
    return "writers: ['" + role + "']";
  }

  private TestWorkload workload(String sink) {
    return namespace.declare(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: records}
        spec: {selector: {matchLabels: {app: records}}, auditSinkRef: {name: %s}}
        """
            .formatted(sink));
  }

  private RunningOperator operator(Duration resync) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, resync, namespace),
        cluster.operator());
  }
}
