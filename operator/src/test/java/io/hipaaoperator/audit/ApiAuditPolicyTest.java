package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiAuditPolicyTest {
  private static final ClusterSink SINK =
      new ClusterSink(
          "clinic", "uid-1", KeptSinks.spec("audit", "/phi", "adopt: true"), "/phi", "eu");

  @Test
  void itSpeaksOfTheNamespacesThatAreAllowed() {
    ConfigMap map = ApiAuditPolicy.of(SINK, "kube-system", List.of("billing", "clinic"));

    assertThat(map.getMetadata().getNamespace()).isEqualTo("kube-system");
    assertThat(map.getMetadata().getName()).isEqualTo("clinic-audit-policy");
    assertThat(rules(map))
        .allSatisfy(
            rule ->
                assertThat(rule.path("namespaces").valueStream().map(JsonNode::asText))
                    .containsExactly("", "billing", "clinic"));
  }

  /** A rule without namespaces would be about all of them. */
  @Test
  void whereNoneIsAllowedItSpeaksOfNone() {
    assertThat(rules(ApiAuditPolicy.of(SINK, "kube-system", List.of())))
        .allSatisfy(
            rule ->
                assertThat(rule.path("namespaces").valueStream().map(JsonNode::asText))
                    .containsExactly(""));
  }

  /** Bodies of what is no secret, and says nothing of a patient. */
  @Test
  void onlyDeclarationsAreWrittenWithTheirBodies() {
    List<JsonNode> withBodies =
        rules(ApiAuditPolicy.of(SINK, "kube-system", List.of("clinic"))).stream()
            .filter(rule -> !rule.path("level").asText().equals("Metadata"))
            .toList();

    assertThat(withBodies).hasSize(1);
    assertThat(withBodies.getFirst().path("level").asText()).isEqualTo("Request");
    assertThat(withBodies.getFirst().at("/resources/0/resources/0").asText())
        .isEqualTo("networkpolicies");
    assertThat(withBodies.getFirst().at("/resources/1/resources").valueStream())
        .extracting(JsonNode::asText)
        .containsExactly("phiworkloads", "encryptionkeys", "auditsinks");
  }

  private static List<JsonNode> rules(ConfigMap map) {
    return Serialization.unmarshal(map.getData().get(ApiAuditPolicy.FILE), JsonNode.class)
        .path("rules")
        .valueStream()
        .toList();
  }
}
