package io.hipaaoperator.children;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KinshipTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** The resource of uid u1. */
  private record Ledger() implements Family {
    @Override
    public String uid() {
      return "u1";
    }

    @Override
    public boolean bearsName(HasMetadata object) {
      return true;
    }

    @Override
    public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                   | false",
        "[{kind: PhiWorkload, name: ledger, uid: u1}]         | false",
        "[{kind: PhiWorkload, name: ledger, controller: true}] | false",
        "[{kind: PhiWorkload, uid: u1, controller: true}]     | true",
        "[{kind: PhiWorkload, uid: u0, controller: true}]     | false",
        "[{kind: ConfigMap, uid: u0}, {uid: u1, controller: true}] | true",
      })
  void theControllersUidDecides(String owners, boolean isControlled) {
    assertThat(Kinship.isControlled(policy("ledger-ingress", owners), new Ledger()))
        .isEqualTo(isControlled);
  }

  @Test
  void anotherControllerIsAUsurperAndAnotherOwnerIsNot() {
    String owners = "[{kind: ConfigMap, uid: u0}, {kind: ConfigMap, uid: u2, controller: true}]";

    assertThat(Kinship.usurpers(policy("ledger-ingress", owners), new Ledger()))
        .containsExactly("/metadata/ownerReferences/1");
  }

  private static NetworkPolicy policy(String name, String owners) {
    String yaml =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, ownerReferences: %s}
        """;
    return YAML.unmarshal(yaml.formatted(name, owners), NetworkPolicy.class);
  }
}
