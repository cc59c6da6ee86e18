package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeResult.Resurrected;
import io.hipaaoperator.purge.PurgeResult.TargetResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The kubelet hands on 4096 bytes of what a container leaves: half a line would tell nothing. */
class PurgeResultTest {
  private static final int MOST = 4096;

  @Test
  void whatFitsIsWhole() {
    PurgeResult result = purged(3);

    assertThat(result.json(MOST)).isEqualTo(result.json());
  }

  @Test
  void ofManyTargetsTheSumsAreLeft() {
    PurgeResult result = purged(50);
    JsonNode line = Serialization.unmarshal(result.json(MOST), JsonNode.class);

    assertThat(result.json().length()).isGreaterThan(MOST);
    assertThat(line.has("targets")).isFalse();
    assertThat(line.path("purged").asLong()).isEqualTo(150);
    assertThat(line.path("held").asLong()).isEqualTo(50);
    assertThat(line.path("receipt").asText()).isEqualTo("c".repeat(64));
  }

  @Test
  void ofALongMessageTheBeginningIsLeft() {
    String line = PurgeResult.failed(Outcome.INVALID, "targets[0]: ü".repeat(1000)).json(MOST);

    assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST);
    assertThat(Serialization.unmarshal(line, JsonNode.class).path("message").asText())
        .startsWith("targets[0]: ü");
  }

  private static PurgeResult purged(int targets) {
    var target = new TargetResult("public.visits", Instant.EPOCH, 9, 0L, 1L, 1, 2, 0L);
    return new PurgeResult(
        Outcome.PURGED,
        "a".repeat(64),
        "run",
        Collections.nCopies(targets, target),
        new Resurrected(5, 4L),
        "c".repeat(64),
        null);
  }
}
