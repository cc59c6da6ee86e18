package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.PhiWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** Of endpoints {@code 10.0.0.1} and {@code 10.0.0.2} that become others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.2, 10.0.0.3 | way-in | 5432 | 10.0.0.1 10.0.0.3
          10.0.0.1, 10.0.0.2 | way-in | 5432 | ''
          10.0.0.2, 10.0.0.1 | way-in | 80   | 10.0.0.1 10.0.0.2
          10.0.0.1, 10.0.0.2 | other  | 5432 | 10.0.0.1 10.0.0.2
          """)
  void onlyAddressesThatDifferConcernAnybody(
      String addresses, String service, int port, String changed) {
    assertThat(
            ExposureTriggers.changedAddresses(
                List.of(
                    slice("10.0.0.1, 10.0.0.2", "way-in", 5432), slice(addresses, service, port))))
        .containsExactlyInAnyOrder(changed.isEmpty() ? new String[0] : changed.split(" "));
  }

  @Test
  void allAddressesOfEndpointsThatComeOrGoDo() {
    assertThat(ExposureTriggers.changedAddresses(List.of(slice("10.0.0.1", "way-in", 5432))))
        .containsExactly("10.0.0.1");
  }

  private static EndpointSlice slice(String addresses, String service, int port) {
    return YAML.unmarshal(
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: way-in-1, labels: {kubernetes.io/service-name: %s}}
        addressType: IPv4
        endpoints: [{addresses: [%s]}]
        ports: [{port: %d}]
        """
            .formatted(service, addresses, port),
        EndpointSlice.class);
  }
}
