package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlPlaneFilesTest {
  private static final String DECLARED =
      "resources: [secrets, phiworkloads.hipaa-operator.io], provider: clinic, socket: /run/kms/s.sock, healthPort: 9000";
  private static final Map<String, String> FILES = files(DECLARED);

  /** The first encrypts. Without the last nothing that is there could be read. */
  @Test
  void whatIsWrittenIsEncryptedAndWhatIsThereCanBeRead() {
    JsonNode file = yaml(ControlPlaneFiles.CONFIGURATION);

    assertThat(file.at("/apiVersion").asText()).isEqualTo("apiserver.config.k8s.io/v1");
    assertThat(file.at("/kind").asText()).isEqualTo("EncryptionConfiguration");
    assertThat(file.at("/resources/0/resources").valueStream().map(JsonNode::asText))
        .containsExactly("secrets", "phiworkloads.hipaa-operator.io");
    assertThat(file.at("/resources/0/providers/0/kms").toString())
        .isEqualTo(
            "{\"apiVersion\":\"v2\",\"name\":\"clinic\",\"endpoint\":\"unix:///run/kms/s.sock\",\"timeout\":\"3s\"}");
    assertThat(file.at("/resources/0/providers/1").toString()).isEqualTo("{\"identity\":{}}");
    assertThat(file.at("/resources/0/providers")).hasSize(2);
  }

  @Test
  void theWayThereAndBackReadsAllAndEncryptsNothing() {
    JsonNode reading = yaml(ControlPlaneFiles.READING).at("/resources/0/providers");
    JsonNode encrypting = yaml(ControlPlaneFiles.CONFIGURATION).at("/resources/0/providers");

    assertThat(List.of(reading.get(0), reading.get(1)))
        .containsExactly(encrypting.get(1), encrypting.get(0));
  }

  /** The key by its ARN, whatever its alias is. */
  @Test
  void thePluginIsAPodThatHasTheKeyAndLittleElse() {
    Pod pod = Serialization.unmarshal(FILES.get(ControlPlaneFiles.PLUGIN), Pod.class);
    Container plugin = pod.getSpec().getContainers().getFirst();

    assertThat(pod.getSpec().getHostNetwork()).isTrue();
    assertThat(plugin.getImage()).isEqualTo("registry.local/aws-encryption-provider:v1");
    assertThat(plugin.getCommand())
        .containsExactly(
            "/aws-encryption-provider",
            "--key=" + Told.ARN,
            "--region=us-east-1",
            "--listen=/run/kms/s.sock",
            "--health-port=127.0.0.1:9000",
            "--health-kms-version=v2");
    assertThat(plugin.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(plugin.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(plugin.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(plugin.getVolumeMounts().getFirst().getMountPath()).isEqualTo("/run/kms");
    assertThat(pod.getSpec().getVolumes().getFirst().getHostPath().getPath()).isEqualTo("/run/kms");
  }

  @Test
  void theApiServerGetsTheFileAndTheSocket() {
    JsonNode server = yaml(ControlPlaneFiles.KUBEADM).at("/apiServer");

    assertThat(server.at("/extraArgs/0/name").asText()).isEqualTo("encryption-provider-config");
    assertThat(server.at("/extraArgs/0/value").asText()).endsWith(ControlPlaneFiles.CONFIGURATION);
    assertThat(server.at("/extraVolumes/1/hostPath").asText()).isEqualTo("/run/kms");
  }

  @Test
  void theGuideSaysOfEachResourceHowItIsWrittenAnew() {
    assertThat(FILES.get(ControlPlaneFiles.GUIDE))
        .contains(
            "kubectl get secrets -A -o json | kubectl replace -f -",
            "kubectl get phiworkloads.hipaa-operator.io -A -o json | kubectl replace -f -",
            "127.0.0.1:9000/healthz",
            Told.ARN);
  }

  @Test
  void whatIsNotDeclaredIsAsUsual() {
    assertThat(files("").get(ControlPlaneFiles.CONFIGURATION))
        .contains(
            "- secrets", "- configmaps", "name: aws-kms", "unix:///var/run/kmsplugin/socket.sock");
    assertThat(files("").get(ControlPlaneFiles.PLUGIN)).contains("--health-port=127.0.0.1:8083");
  }

  private static JsonNode yaml(String name) {
    return Serialization.unmarshal(FILES.get(name), JsonNode.class);
  }

  private static Map<String, String> files(String declared) {
    return new ControlPlaneFiles("records", Told.declared(declared), Told.ARN, "us-east-1")
        .byName();
  }
}
