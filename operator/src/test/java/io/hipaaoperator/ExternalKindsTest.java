package io.hipaaoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has no EncryptionKeys, or may not see them, works on workloads all the same. */
class ExternalKindsTest {

  @ParameterizedTest
  @CsvSource({"404, NotFound, false", "403, Forbidden, false", "500, InternalError, true"})
  void keysThatAreNotThereOrNotOursToSeeAreLeftOut(int code, String reason, boolean served) {
    try (var server = new ScriptedServer();
        KubernetesClient client =
            server.says(ScriptedServer.refuses(code, reason, "no")).client(0)) {
      assertThat(ExternalKinds.isServed(client, EncryptionKey.class)).isEqualTo(served);
    }
  }

  @Test
  void keysThatCanBeListedAreServed() {
    String none =
        "{\"apiVersion\":\"hipaa-operator.io/v1alpha1\",\"kind\":\"EncryptionKeyList\",\"metadata\":{},\"items\":[]}";
    try (var server = new ScriptedServer();
        KubernetesClient client =
            server.says((exchange, _) -> ScriptedServer.accepts().to(exchange, none)).client(0)) {
      assertThat(ExternalKinds.isServed(client, EncryptionKey.class)).isTrue();
    }
  }
}
