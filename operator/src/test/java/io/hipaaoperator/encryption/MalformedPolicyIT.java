package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.AwsCall;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.FaultyAws;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key policy that AWS does not take, as one that names somebody who does not exist. */
@ExtendWith(ClusterExtension.class)
record MalformedPolicyIT(TestCluster cluster, TestNamespace namespace, FaultyAws aws) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final String NOBODY = "arn:aws:iam::123456789012:role/nobody";
  private static final AwsFault.Refused MALFORMED =
      new AwsFault.Refused(
          400,
          "MalformedPolicyDocumentException",
          "Policy contains a statement with one or more invalid principals.");

  @Test
  void noKeyIsMadeWithIt() {
    aws.inject(AwsCall.to("CreateKey"), MALFORMED);
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      assertThat(key.awaitReady("CreateRefused").getMessage())
          .contains(MALFORMED.code(), MALFORMED.message());
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.made()).isEmpty();

      aws.heal();
      key.look();

      key.awaitReady(RECOVERY, "Converged");
      assertThat(key.made()).containsExactly(key.id());
    }
  }

  @Test
  void theOneThatIsInForceStays() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      String before = Keys.policy(key.id());
      aws.inject(AwsCall.to("PutKeyPolicy"), MALFORMED);

      key.apply("principals: {workloads: ['" + NOBODY + "']}");

      assertThat(key.awaitReady("WriteRefused").getMessage()).contains(MALFORMED.code());
      assertThat(operator.httpPort()).isPositive();
      assertThat(Keys.policy(key.id())).isEqualTo(before);
      assertThat(key.status().drift()).isEmpty();

      aws.heal();
      key.awaitReady(RECOVERY, "Converged");
      assertThat(Keys.policy(key.id())).contains(NOBODY);
    }
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(aws.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}
