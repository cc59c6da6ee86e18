package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.IamRoles;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles of applications, and what IAM says of them, on a sink that names them. */
@ExtendWith(ClusterExtension.class)
class WritersIT {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration SELDOM = Duration.ofMinutes(10);

  private final IamRoles iam = new IamRoles();
  private final TestCluster cluster;
  private final TestNamespace namespace;
  private TestSink sink;
  private String role;

  WritersIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @BeforeEach
  void declare() {
    sink = TestSink.of(cluster, "audit");
    role = iam.create(sink.name());
    iam.put(role, IamRoles.writes(group()));
    sink.declareKey();
  }

  @AfterEach
  void clean() {
    sink.close();
    iam.close();
  }

  @Test
  void leastPrivilegeComplies() {
    try (var operator = operator(OFTEN)) {
      sink.declare(key(), writers()).ready();

      assertThat(operator.httpPort()).isPositive();
      awaitWriters("WriteOnly");
      assertThat(verdict()).isEqualTo("Compliant");
      assertThat(writer().message()).isEqualTo("may write, and neither delete nor edit");
      assertThat(writer().time()).isNotNull();
    }
  }

  @Test
  void whoMayDoEverythingIsNamedWithWhatHeMayDo() {
    iam.put(role, IamRoles.statement("Allow", "logs:*", group() + "*"));
    try (var operator = operator(OFTEN)) {
      sink.declare(key(), writers());

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.awaitReady("WriterUnbounded").getMessage()).contains(role);
      assertThat(awaitWriters("MayEdit").getMessage())
          .contains(role, "logs:DeleteLogGroup", "logs:PutRetentionPolicy", "logs:TagResource");
      assertThat(verdict()).isEqualTo("Violated");
      assertThat(sink.status().drift()).as("it was so before").isEmpty();
    }
  }

  /** An archive is asked about as well. */
  @Test
  void whoMayDeleteFromTheArchiveIsFound() {
    iam.put(
        role,
        IamRoles.writes(group()),
        IamRoles.statement("Allow", "s3:*Object*", "arn:aws:s3:::" + sink.bucket() + "/*"));
    try (var operator = operator(OFTEN)) {
      sink.declare(key(), "archive: {bucket: " + sink.bucket() + "}, " + writers());

      assertThat(operator.httpPort()).isPositive();
      assertThat(awaitWriters("MayEdit").getMessage())
          .contains("s3:DeleteObjectVersion", "s3:PutObjectRetention")
          .doesNotContain("s3:PutBucketPolicy", "logs:Delete");
    }
  }

  @Test
  void whatSomebodyGivesTheRoleIsFoundWithinOneLookAndLeftAlone() {
    try (var operator = operator(SELDOM)) {
      sink.declare(key(), writers()).ready();
      awaitWriters("WriteOnly");

      iam.put(
          role,
          IamRoles.writes(group()),
          IamRoles.statement("Allow", "logs:DeleteLogStream", group() + "*"));
      sink.look();

      assertThat(operator.httpPort()).isPositive();
      var drift = sink.awaitDrift();
      assertThat(drift.path()).isEqualTo("writers." + role);
      assertThat(drift.found()).isEqualTo("allowed logs:DeleteLogStream");
      assertThat(drift.action()).isEqualTo("Reported");
      assertThat(drift.weakens()).isTrue();
      assertThat(verdict()).isEqualTo("Violated");
      Eventually.until(sink::events, events -> events.contains("DriftReported"));

      iam.put(role, IamRoles.writes(group()));
      sink.look();
      awaitWriters("WriteOnly");
      sink.ready();
      assertThat(sink.status().driftTotal()).isEqualTo(1);
    }
  }

  @Test
  void aRoleThatIsDeletedIsNotKnown() {
    try (var operator = operator(OFTEN)) {
      sink.declare(key(), writers()).ready();
      awaitWriters("WriteOnly");

      iam.remove(role);

      assertThat(operator.httpPort()).isPositive();
      assertThat(awaitWriters("RoleGone").getStatus()).isEqualTo("Unknown");
      assertThat(verdict()).isEqualTo("Undetermined");
      sink.ready();
    }
  }

  private String key() {
    return "keyRef: {name: " + sink.name() + "}";
  }

  private String writers() {
    return "writers: ['" + role + "']";
  }

  private String group() {
    return "arn:aws:logs:us-east-1:123456789012:log-group:" + sink.group();
  }

  private Condition awaitWriters(String reason) {
    return Eventually.until(
            () -> sink.condition("WritersBounded"),
            condition -> condition.filter(it -> it.getReason().equals(reason)).isPresent())
        .orElseThrow();
  }

  private WriterStatus writer() {
    return sink.status().writers().getFirst();
  }

  private String verdict() {
    return sink.status().controls().stream()
        .filter(control -> control.id().equals("A8"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private RunningOperator operator(Duration poll) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, poll, namespace),
        cluster.operator());
  }
}
