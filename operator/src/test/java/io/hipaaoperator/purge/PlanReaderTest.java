package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
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
        "'-05:00'",
        "UTC-05:00",
        "UTC+1",
        "GMT+5",
        "'+18:00'",
        "EST",
        "CET",
        "EST5EDT",
        "Nowhere/Town"
      })
  void aZoneThatPostgresReadsInAnotherWay(String zone) {
    assertRefused(PLAN + "zone: " + zone, "zone: must be UTC or a region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Z", "Etc/UTC", "America/New_York", "Europe/Berlin"})
  void aZoneThatIsTheSameToBoth(String zone) {
    assertThat(read(PLAN + "zone: " + zone).zone()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          targets            | targets
          tenant             | targets[0].tenant
          notAfter           | notAfter
          zone               | zone
          dryRun             | dryRun
          privileged         | privileged
          approvedHash       | approvedHash
          limits.share       | limits.share
          limits.rowsPerRun  | limits.rowsPerRun
          limits.lockTimeout | limits.lockTimeout
          children           | targets[0].children
          triggers           | targets[0].triggers
          """)
  void aFieldWithNothingInIt(String field, String named) {
    JsonNode plan = Serialization.unmarshal(PLAN, JsonNode.class);
    ObjectNode object =
        field.startsWith("limits.")
            ? (ObjectNode) plan.get("limits")
            : named.startsWith("targets[0]")
                ? (ObjectNode) plan.get("targets").get(0)
                : (ObjectNode) plan;
    object.putNull(field.substring(field.indexOf('.') + 1));

    assertThatThrownBy(() -> PlanReader.read(plan))
        .isInstanceOf(PlanError.class)
        .hasMessageStartingWith(named + ": is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[true]", "[1]", "[null]", "[[id]]", "[' ']", "[{id: 1}]"})
  void aColumnThatIsNoText(String columns) {
    assertRefused(PLAN.replace("[id]", columns), "targets[0].primaryKey: each must be text");
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
