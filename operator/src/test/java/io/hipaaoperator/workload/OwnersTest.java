package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.PhiWorkload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Workload LEDGER =
      Workload.of(
          YAML.unmarshal(
              Specs.LEDGER.replace("{name: ledger}", "{name: ledger, uid: u1}"),
              PhiWorkload.class));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debug          | []                                                          | ''",
        "archive-egress | []                                                          | archive",
        "debug          | [{kind: PhiWorkload, name: ledger}]                         | ledger",
        "debug          | [{kind: PhiWorkload}]                                       | ''",
        "archive-egress | [{kind: ConfigMap, name: x}, {kind: PhiWorkload, name: ledger}] | 'ledger,archive'",
      })
  void theReferencesAndTheNameClaim(String name, String owners, String claimed) {
    assertThat(String.join(",", Owners.claimed(policy(name, owners)).toList())).isEqualTo(claimed);
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
    assertThat(Owners.isControlled(policy("ledger-ingress", owners), LEDGER))
        .isEqualTo(isControlled);
  }

  @Test
  void anotherControllerIsAUsurperAndAnotherOwnerIsNot() {
    String owners = "[{kind: ConfigMap, uid: u0}, {kind: ConfigMap, uid: u2, controller: true}]";

    assertThat(Owners.usurpers(policy("ledger-ingress", owners), LEDGER))
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
