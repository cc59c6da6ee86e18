package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An EncryptionKey through the whole operator, with the chart's rights, on an emulated AWS. */
@ExtendWith(ClusterExtension.class)
record EncryptionKeyIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void aDeclarationBecomesAKeyAndAStatus() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, "description: records, rotationPeriodDays: 180")) {
      key.ready();

      var status = key.status();
      var there = Keys.behind(key.alias()).orElseThrow();
      assertThat(operator.httpPort()).isPositive();
      assertThat(there.description()).isEqualTo("records");
      assertThat(status.arn()).isEqualTo(there.arn());
      assertThat(status.region()).isEqualTo("us-east-1");
      var rotation = Objects.requireNonNull(status.rotation());
      assertThat(rotation.periodDays()).isEqualTo(180);
      assertThat(rotation.next()).isNotNull();
      assertThat(status.controls())
          .extracting(c -> c.id() + " " + c.verdict())
          .containsExactly("A21 Compliant");
      assertThat(key.condition("Drifted").orElseThrow().getReason()).isEqualTo("NoDrift");
      assertThat(key.condition("KeyUsable").orElseThrow().getStatus()).isEqualTo("True");
      Eventually.until(key::events, events -> events.contains("KeyBound"));
      assertThat(row(key)).startsWith(key.name(), "True", "True", "", "Enforce", status.keyId());
    }
  }

  @Test
  void whileNothingChangesNothingIsWritten() {
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, "").ready()) {
      Eventually.until(() -> settled(key), Boolean.TRUE::equals);
      String version = key.get().getMetadata().getResourceVersion();
      double before = operator.scrape().sum("hipaa_external_reconcile_duration_seconds_count");

      Eventually.until(
          () -> operator.scrape().sum("hipaa_external_reconcile_duration_seconds_count"),
          now -> now > before + 10);

      assertThat(key.get().getMetadata().getResourceVersion()).isEqualTo(version);
    }
  }

  private static boolean settled(TestKey key) {
    String before = key.get().getMetadata().getResourceVersion();
    Eventually.pause(OFTEN.multipliedBy(2));
    return before.equals(key.get().getMetadata().getResourceVersion());
  }

  @Test
  void observeMakesNoKey() {
    try (var operator = operator(Enforcement.Observe);
        var key = TestKey.declare(cluster, "")) {
      key.awaitReady("Observing");

      assertThat(operator.httpPort()).isPositive();
      assertThat(Keys.behind(key.alias())).isEmpty();
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("Unknown");
    }
  }

  @Test
  void aKeyOfSomebodyElseIsAdoptedAndItsPolicyLeftAlone() {
    var foreign = Keys.foreign();
    String policy = Keys.policy(foreign.keyId());
    try (var operator = operator(Enforcement.Enforce);
        var key =
            TestKey.declare(
                cluster, "rotationPeriodDays: 365, keyRef: {arn: '%s'}".formatted(foreign.arn()))) {
      key.ready();

      assertThat(operator.httpPort()).isPositive();
      assertThat(Keys.behind(key.alias()).orElseThrow().arn()).isEqualTo(foreign.arn());
      assertThat(Keys.KMS.getKeyRotationStatus(r -> r.keyId(foreign.keyId())).keyRotationEnabled())
          .isTrue();
      assertThat(Keys.policy(foreign.keyId())).isEqualTo(policy);
      assertThat(Keys.tags(foreign.keyId())).isEmpty();
    }
  }

  @Test
  void aKeyThatIsNotThereCannotBeAdopted() {
    String arn = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000";
    try (var operator = operator(Enforcement.Enforce);
        var key = TestKey.declare(cluster, "keyRef: {arn: '%s'}".formatted(arn))) {
      assertThat(key.awaitReady("KeyNotFound").getMessage()).contains("spec.keyRef", arn);
      assertThat(key.condition("Stalled").orElseThrow().getStatus()).isEqualTo("True");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void theKeyOutlivesItsResource() {
    try (var operator = operator(Enforcement.Enforce)) {
      var key = TestKey.declare(cluster, "").ready();
      String id = key.id();

      key.resource().delete();

      Eventually.until(key::events, events -> events.contains("KeyRetained"));
      assertThat(operator.httpPort()).isPositive();
      assertThat(Keys.behind(key.alias()).orElseThrow().keyStateAsString()).isEqualTo("Enabled");
      Keys.remove(key.alias(), id);
    }
  }

  /** Without AWS all else works, and the resource says why it does not. */
  @Test
  void withoutAwsTheConditionSaysWhy() {
    var dead =
        new Aws.Location(Optional.of("us-east-1"), Optional.of(URI.create("http://127.0.0.1:9")));
    try (var nowhere = operator(Enforcement.Enforce, Aws.Location.NONE);
        var key = TestKey.declare(cluster, "")) {
      assertThat(key.awaitReady("AwsUnreachable").getMessage()).contains("--aws-region");
      assertThat(key.condition("Ready").orElseThrow().getStatus()).isEqualTo("Unknown");
      nowhere.close();
      try (var operator = operator(Enforcement.Enforce, dead)) {
        key.await(status -> String.valueOf(status.summary()).contains("Connection refused"));
        namespace.declare(WORKLOAD).ready();
        assertThat(operator.httpPort()).isPositive();
      }
      try (var operator = operator(Enforcement.Enforce)) {
        assertThat(operator.httpPort()).isPositive();
        key.ready();
      }
    }
  }

  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec: {selector: {}}
      """;

  private RunningOperator operator(Enforcement most) {
    return operator(most, Emulator.location());
  }

  private RunningOperator operator(Enforcement most, Aws.Location aws) {
    return RunningOperator.start(
        RunningOperator.config(aws, most, OFTEN, namespace), cluster.operator());
  }

  /** The cells that kubectl shows of it. */
  private List<String> row(TestKey key) {
    JsonNode table = cluster.table("apis/hipaa-operator.io/v1alpha1/encryptionkeys");
    return StreamSupport.stream(table.get("rows").spliterator(), false)
        .map(row -> row.get("cells"))
        .filter(cells -> cells.get(0).asText().equals(key.name()))
        .findFirst()
        .orElseThrow()
        .valueStream()
        .map(cell -> cell.isNull() ? "" : cell.asText())
        .toList();
  }
}
