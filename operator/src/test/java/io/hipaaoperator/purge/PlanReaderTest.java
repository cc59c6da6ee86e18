package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan may say, and what would be understood in two ways. */
class PlanReaderTest {
  private static final String PLAN =
      """
      version: 1
      policy: {uid: 0c5f, generation: 3, specHash: %s}
      schema: hipaa
      limits: {share: 1}
      targets:
      - schema: clinic
        table: visits
        primaryKey: [id]
        timestamp: ended_at
        keep: P7Y
      """
          .formatted("ab".repeat(32));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'-05:00'", "UTC-05:00", "UTC+1", "GMT+5", "'+18:00'", "EST", "CET", "EST5EDT", "Nowhere/Town"
      })
  void aZoneThatPostgresReadsInAnotherWay(String zone) {
    assertRefused(PLAN + "zone: " + zone, "zone: must be UTC or a region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Z", "Etc/UTC", "America/New_York", "Europe/Berlin"})
  void aZoneThatIsTheSameToBoth(String zone) {
    assertThat(read(PLAN + "zone: " + zone).zone()).isNotNull();
  }

  private static void assertRefused(String plan, String message) {
    assertThatThrownBy(() -> read(plan))
        .isInstanceOf(PlanError.class)
        .hasMessageContaining(message);
  }

  private static PurgePlan read(String plan) {
    return PlanReader.read(Serialization.unmarshal(plan, JsonNode.class));
  }
}
