package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.PhiWorkload;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of a policy concern the workload {@code ledger}. */
class WorkloadTriggersTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @ParameterizedTest
  @CsvSource({
    "ledger-ingress,  app: archive, true",
    "debug,           app: ledger,  true",
    "debug,           team: x,      true",
    "debug,           app: archive, false",
    "archive-ingress, app: archive, false",
    "archive-ingress, app: ledger,  true",
    "archive-ingress, '',           true",
  })
  void concernsWhoeversPodsItSelects(String name, String labels, boolean concerned) {
    String policy =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s}
        spec: {podSelector: {matchLabels: {%s}}}
        """;

    assertThat(
            WorkloadTriggers.concerns(
                List.of(YAML.unmarshal(policy.formatted(name, labels), NetworkPolicy.class)),
                YAML.unmarshal(Specs.LEDGER, PhiWorkload.class)))
        .isEqualTo(concerned);
  }
}
