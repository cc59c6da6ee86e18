package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShipperConfigTest {
  private static final ClusterSink SINK = sink("/phi/clinic#1");
  private static final SinkFamily FAMILY = new SinkFamily(SINK);

  @Test
  void theLogsOfTheNamespaceGoToTheGroup() {
    JsonNode pipeline = pipeline(ShipperConfig.of(SINK, "clinic"));

    assertThat(pipeline.at("/inputs/0/path").asText())
        .isEqualTo("/var/log/containers/*_clinic_*.log");
    JsonNode output = pipeline.at("/outputs/0");
    assertThat(output.path("name").asText()).isEqualTo("cloudwatch_logs");
    assertThat(output.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(output.path("log_group_name").asText()).isEqualTo("/phi/clinic#1");
    assertThat(output.path("log_stream_prefix").asText()).isEqualTo("clinic.");
  }

  /** Each of these would lose logs without a word, or make a group that keeps them badly. */
  @Test
  void nothingIsDroppedAndNoGroupIsMade() {
    ConfigMap map = ShipperConfig.of(SINK, "clinic");
    JsonNode pipeline = pipeline(map);

    assertThat(pipeline.at("/inputs/0/storage.type").asText()).isEqualTo("filesystem");
    assertThat(pipeline.at("/inputs/0/skip_long_lines").asText()).isEqualTo("off");
    assertThat(pipeline.at("/filters/0/k8s-logging.exclude").asText()).isEqualTo("off");
    assertThat(pipeline.at("/outputs/0/auto_create_group").asText()).isEqualTo("off");
    assertThat(pipeline.at("/outputs/0/retry_limit").asText()).isEqualTo("no_limits");
    assertThat(config(map).at("/service/storage.keep.rejected").asText()).isEqualTo("on");
    assertThat(pipeline.at("/outputs/0").has("storage.total_limit_size")).isFalse();
    assertThat(pipeline.path("filters")).hasSize(1);
  }

  @Test
  void eachNamespaceHasItsOwn() {
    ConfigMap clinic = ShipperConfig.of(SINK, "clinic");

    assertThat(FAMILY.name(clinic)).isEqualTo("clinic/audit-fluent-bit");
    assertThat(FAMILY.bearsName(ShipperConfig.of(SINK, "billing"))).isTrue();
    assertThat(
            FAMILY.bearsName(
                new ConfigMapBuilder(clinic)
                    .editMetadata()
                    .withName("audit")
                    .endMetadata()
                    .build()))
        .isFalse();
  }

  @Test
  void toSendLogsElsewhereWeakens() {
    ConfigMap wanted = ShipperConfig.of(SINK, "clinic");
    ConfigMap changed = ShipperConfig.of(sink("/theirs"), "clinic");

    assertThat(FAMILY.weakens(wanted, Optional.of(changed))).isTrue();
    assertThat(FAMILY.weakens(wanted, Optional.of(wanted))).isFalse();
    assertThat(FAMILY.weakens(wanted, Optional.empty())).isFalse();
  }

  private static JsonNode pipeline(ConfigMap map) {
    return config(map).path("pipeline");
  }

  private static JsonNode config(ConfigMap map) {
    return Serialization.unmarshal(map.getData().get(ShipperConfig.FILE), JsonNode.class);
  }

  private static ClusterSink sink(String group) {
    return new ClusterSink(
        "audit", "uid-1", KeptSinks.spec("audit", group, "adopt: true"), group, "eu-central-1");
  }
}
