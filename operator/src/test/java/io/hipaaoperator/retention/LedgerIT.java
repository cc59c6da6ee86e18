package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.Declared.WITH_LEDGER;
import static io.hipaaoperator.retention.Declared.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a PhiDatabase with a ledger has in a real cluster, and what it says. */
@ExtendWith(ClusterExtension.class)
record LedgerIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void aLedgerIsPublishedOnceARunSaysSo() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(WITH_LEDGER);

      assertThat(ledger.await("LedgerPublished", "NeverRun").getStatus()).isEqualTo("Unknown");
      ledger.await("Ready", "Converged");
      assertThat(ledger.cronJob().getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
      assertThat(ledger.status().inventory())
          .extracting(child -> child.kind() + " " + child.name())
          .containsExactlyInAnyOrder(
              "ServiceAccount records-publisher",
              "NetworkPolicy records-ledger-network",
              "CronJob records-ledger");
      ledger.ended("run-1", published(7, 'A'));

      assertThat(ledger.await("LedgerPublished", "Published").getStatus()).isEqualTo("True");
      assertThat(ledger.checkpoint().size()).isEqualTo(7);
      assertThat(ledger.checkpoint().root()).isEqualTo("A".repeat(43) + "=");
      assertThat(ledger.checkpoint().key()).contains("+0a1b2c3d+");
      assertThat(ledger.status().summary()).contains("7 entries of example.com/clinic");
      assertThat(ledger.condition("Compliant")).isEmpty();
      assertThat(ledger.status().drift()).isEmpty();
      assertThat(operator.scrape().text())
          .contains("kind=\"PhiDatabase\",status=\"True\",type=\"LedgerPublished\"");
    }
  }

  @Test
  void aRunThatRefusesIsToldAndSoIsALogThatIsNotContinued() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(WITH_LEDGER);
      ledger.await("Ready", "Converged");
      ledger.ended("run-1", published(7, 'A'));
      ledger.await("LedgerPublished", "Published");
      Eventually.pause(Duration.ofMillis(1200));

      ledger.ended(
          "run-2",
          "{\"outcome\":\"REFUSED\",\"place\":\"PLACE\",\"message\":\"was it restored from a backup?\"}");
      var refused = ledger.await("LedgerPublished", "RunRefused");
      assertThat(refused.getStatus()).isEqualTo("False");
      assertThat(refused.getMessage()).contains("was it restored from a backup?");
      assertThat(ledger.checkpoint().size()).isEqualTo(7);
      Eventually.pause(Duration.ofMillis(1200));

      ledger.ended("run-3", published(5, 'B'));
      assertThat(ledger.await("LedgerPublished", "RunForked").getMessage())
          .contains("5 entries are published, and 7 were");
      assertThat(ledger.checkpoint().size()).isEqualTo(7);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aLedgerOfWhichNothingIsHeardIsNotKnownToBePublished() {
    String longAgo = Instant.now().minusSeconds(3_000).truncatedTo(ChronoUnit.SECONDS).toString();
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(WITH_LEDGER);
      ledger.await("Ready", "Converged");
      ledger.ended("run-1", published(7, 'A'), longAgo);

      var missed = ledger.await("LedgerPublished", "RunMissed");
      assertThat(missed.getStatus()).isEqualTo("Unknown");
      assertThat(missed.getMessage()).contains("no run has ended since " + longAgo);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatPublishesIsPutBack() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(WITH_LEDGER);
      ledger.await("Ready", "Converged");

      TestPolicy.edit(
          ledger.child(NetworkPolicy.class, TestLedger.NETWORK),
          PatchType.JSON_MERGE,
          "{\"spec\":{\"egress\":[{}]}}");
      TestPolicy.edit(
          ledger.child(CronJob.class, TestLedger.NAME),
          PatchType.JSON_MERGE,
          "{\"spec\":{\"suspend\":true,\"concurrencyPolicy\":\"Allow\"}}");
      ledger.child(ServiceAccount.class, TestLedger.ACCOUNT).delete();

      Eventually.holds(() -> ledger.children().size() == 3);
      Eventually.holds(() -> !ledger.cronJob().getSpec().getSuspend());
      Eventually.holds(() -> ledger.cronJob().getSpec().getConcurrencyPolicy().equals("Forbid"));
      Eventually.holds(() -> ledger.status().drift().stream().anyMatch(it -> it.weakens()));
      Eventually.holds(
          () ->
              ledger.status().drift().stream().anyMatch(it -> it.kind().equals("ServiceAccount")));
      ledger.await("Ready", "Converged");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void withoutALedgerNothingIsMadeAndWhatWasGoes() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(Declared.DATABASE);
      ledger.await("Ready", "Converged");
      assertThat(ledger.children()).isEmpty();
      assertThat(ledger.status().ledger()).isNull();
      assertThat(ledger.status().conditions())
          .extracting(it -> it.getType())
          .containsExactlyInAnyOrder("Ready", "Drifted");

      ledger.declare(WITH_LEDGER);
      Eventually.holds(() -> ledger.children().size() == 3);
      ledger.declare(Declared.DATABASE);

      Eventually.holds(() -> ledger.children().isEmpty());
      Eventually.holds(() -> ledger.condition("LedgerPublished").isEmpty());
      ledger.await("Ready", "Converged");
      assertThat(ledger.status().inventory()).isEmpty();
      assertThat(ledger.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aPurgeThatWaitsForALedgerThatIsNotThereIsNotBegun() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(Declared.DATABASE);
      TestPolicy policy =
          new TestPolicy(cluster, namespace).declare("limits: {checkpointTimeoutSeconds: 600}\n");

      assertThat(policy.await("RetentionEnforced", "LedgerMissing").getMessage())
          .contains("spec.limits.checkpointTimeoutSeconds", "records has no spec.ledger");
      Eventually.holds(() -> policy.cronJob().getSpec().getSuspend());
      assertThat(policy.document()).contains("\"checkpointTimeout\" : \"PT10M\"");
      String hash = policy.status().planHash();

      ledger.declare(WITH_LEDGER);
      policy.await("RetentionEnforced", "NotApproved");
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(policy.status().planHash()).as("what is agreed to").isEqualTo(hash);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void inObserveNothingIsMade() {
    try (var operator = operator()) {
      TestLedger ledger = ledger().declare(WITH_LEDGER + "enforcement: Observe\n");

      ledger.await("Ready", "Observing");
      assertThat(ledger.await("LedgerPublished", "NeverRun").getStatus()).isEqualTo("Unknown");
      assertThat(ledger.children()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aScheduleThatIsNoneIsNamed() {
    try (var operator = operator()) {
      TestLedger ledger =
          ledger().declare(WITH_LEDGER.replace("  region", "  schedule: 61 * * * *\n  region"));

      assertThat(ledger.await("Stalled", "ScheduleInvalid").getMessage())
          .contains("spec.ledger.schedule: minute");
      assertThat(ledger.await("LedgerPublished", "NotDetermined").getStatus()).isEqualTo("Unknown");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestLedger ledger() {
    return new TestLedger(cluster, namespace);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Enforcement.Enforce, OFTEN, namespace), cluster.operator());
  }
}
