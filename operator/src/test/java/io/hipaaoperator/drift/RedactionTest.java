package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String REDACTED = "(redacted)";
  private static final JsonNode VALUE = TextNode.valueOf("hunter2");

  @ParameterizedTest
  @CsvSource({
    "Secret, data.password",
    "Secret, stringData.password",
    "Secret, type",
    "Secret, metadata.annotations.note",
    "SealedSecret, spec.encryptedData.password",
    "ConfigMap, data.password",
    "ConfigMap, binaryData.password",
    "CronJob, spec.jobTemplate.spec.template.spec.containers",
    "Deployment, spec.template.spec.initContainers",
    "Job, spec.template.spec.ephemeralContainers",
    "CronJob, spec.jobTemplate",
    "Deployment, spec",
    "Pod, spec.containers.env",
    "Pod, spec.containers.args",
    "Pod, spec.containers.command",
    "KindOfTomorrow, spec",
  })
  void whatMayBeSecretIsNeverShown(String kind, String path) {
    assertThat(show(kind, path, VALUE)).isEqualTo(REDACTED);
  }

  @ParameterizedTest
  @CsvSource({
    "NetworkPolicy, spec.ingress",
    "NetworkPolicy, metadata.labels",
    "NetworkPolicy, metadata.ownerReferences",
    "CronJob, metadata.labels.app",
  })
  void policiesAndLabelsAreShown(String kind, String path) {
    assertThat(show(kind, path, VALUE)).isEqualTo("\"hunter2\"");
  }

  @Test
  void nothingIsShownOfWhatIsNotThere() {
    assertThat(show("Secret", "data", MissingNode.getInstance())).isNull();
    assertThat(show("NetworkPolicy", "spec", MissingNode.getInstance())).isNull();
  }

  @Test
  void longValuesAreCut() {
    JsonNode list = Serialization.unmarshal("[\"" + "x".repeat(600) + "\"]", JsonNode.class);

    assertThat(show("NetworkPolicy", "spec.ingress", list)).hasSize(513).endsWith("x…");
  }

  private static @Nullable String show(String kind, String path, JsonNode value) {
    return new Redaction().show(object(kind), new FieldPath(List.of(path.split("\\.", -1))), value);
  }

  private static HasMetadata object(String kind) {
    var object = new GenericKubernetesResource();
    object.setKind(kind);
    return object;
  }
}
