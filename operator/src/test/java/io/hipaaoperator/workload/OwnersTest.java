package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

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
