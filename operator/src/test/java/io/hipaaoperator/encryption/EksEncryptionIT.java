package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.eks.EksClient;

/** Whether EKS encrypts with a key, as it says itself. */
@ExtendWith(ClusterExtension.class)
record EksEncryptionIT(TestCluster cluster, TestNamespace namespace) {
  private static final EksClient EKS = Emulator.eks();

  @Test
  void theClustersOwnSettingIsRead() {
    try (var key =
            TestKey.declare(
                cluster, "apiServerEncryption: {eksCluster: %s}".formatted(namespace.name()));
        var operator = operator()) {
      key.ready();
      assertThat(await(key, "Refused").getMessage()).contains("eks:DescribeCluster");
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("Unknown");

      make(Objects.requireNonNull(key.status().arn()));
      key.look();
      assertThat(await(key, "Encrypted").getStatus()).isEqualTo("True");
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("True");

      remove();
      make(Keys.foreign().arn());
      key.look();
      assertThat(await(key, "AnotherKey").getStatus()).isEqualTo("False");
      assertThat(key.awaitDrift("apiServerEncryption").name())
          .isEqualTo("EKS cluster " + namespace.name());
      assertThat(key.reason()).isEqualTo("Converged");
      assertThat(operator.httpPort()).isPositive();
    } finally {
      remove();
    }
  }

  private void make(String arn) {
    EKS.createCluster(
        r ->
            r.name(namespace.name())
                .roleArn("arn:aws:iam::123456789012:role/eks")
                .resourcesVpcConfig(vpc -> vpc.subnetIds("subnet-1"))
                .encryptionConfig(c -> c.resources("secrets").provider(p -> p.keyArn(arn))));
  }

  private void remove() {
    if (EKS.listClusters().clusters().contains(namespace.name())) {
      EKS.deleteCluster(r -> r.name(namespace.name()));
    }
  }

  private static Condition await(TestKey key, String reason) {
    return Eventually.until(
            () -> key.condition("ApiServerEncrypted"),
            condition -> condition.filter(it -> it.getReason().equals(reason)).isPresent())
        .orElseThrow();
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace),
        cluster.operator());
  }
}
