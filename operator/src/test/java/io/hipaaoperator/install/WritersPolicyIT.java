package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.IamRoles;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a role may do is asked with exactly the right that docs/iam gives, and said without it. */
@ExtendWith(ClusterExtension.class)
class WritersPolicyIT {
  private static final Path ENFORCE = Repository.file("docs/iam/enforce.json");
  private static final String RIGHT = "iam:SimulatePrincipalPolicy";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name = "it-" + UUID.randomUUID();
  private final TestCluster cluster;
  private StrictAws aws;
  private AuditSink sink;

  WritersPolicyIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void declare() {
    aws = StrictAws.start();
    String role = aws.asAdmin(this::writer);
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: AuditSink
        metadata: {name: %1$s}
        spec: {class: audit, logGroup: {name: /it/%1$s}, writers: ['%2$s']}
        """;
    sink =
        cluster
            .admin()
            .resource(Serialization.unmarshal(yaml.formatted(name, role), AuditSink.class))
            .create();
  }

  private String writer(IamRoles roles) {
    String role = roles.create(name);
    String group = "arn:aws:logs:us-east-1:123456789012:log-group:/it/" + name + ":*";
    roles.put(
        role,
        IamRoles.statement("Allow", "logs:CreateLogStream", group),
        IamRoles.statement("Allow", "logs:PutLogEvents", group));
    return role;
  }

  @AfterEach
  void clean() {
    cluster.admin().resource(sink).delete();
    aws.close();
  }

  @Test
  void theGeneratedPolicyIsEnough() {
    try (var _ = aws.operator(cluster, List.of(ENFORCE)).ready()) {
      assertThat(await("WritersBounded", "True").getReason()).isEqualTo("WriteOnly");
      assertThat(aws.denied()).isEmpty();
    }
  }

  @Test
  void withoutTheRightItIsNotKnownAndTheRightIsNamed(@TempDir Path folder) throws IOException {
    Path less = folder.resolve("less.json");
    Files.writeString(less, Repository.text(ENFORCE).replace(RIGHT, "iam:GetAccountSummary"));
    try (var _ = aws.operator(cluster, List.of(less)).ready()) {
      Condition writers = await("WritersBounded", "Unknown");

      assertThat(writers.getReason()).isEqualTo("Refused");
      assertThat(writers.getMessage()).contains(RIGHT);
      assertThat(await("Ready", "True").getReason()).isEqualTo("Converged");
      assertThat(aws.denied()).allMatch(denied -> denied.contains(RIGHT)).isNotEmpty();
    }
  }

  private Condition await(String type, String status) {
    return Eventually.until(
            PATIENCE,
            () -> condition(type),
            found -> found.filter(it -> it.getStatus().equals(status)).isPresent())
        .orElseThrow();
  }

  private Optional<Condition> condition(String type) {
    var status = cluster.admin().resource(sink).get().getStatus();
    List<Condition> all = status == null ? List.of() : status.conditions();
    return all.stream().filter(it -> it.getType().equals(type)).findFirst();
  }
}
