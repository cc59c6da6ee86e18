package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.Declared.WITH_LEDGER;
import static io.hipaaoperator.retention.Declared.published;
import static io.hipaaoperator.retention.TestHold.SPEC;
import static io.hipaaoperator.retention.TestHold.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that was restored has lost holds: its log says first that it was. */
@ExtendWith(ClusterExtension.class)
record RefusedLedgerIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration SECOND = Duration.ofMillis(1200);

  @Test
  void nothingIsPurgedUntilItIsPublishedAndHoldsAreSeenAnew() {
    try (var operator = operator()) {
      TestLedger ledger = new TestLedger(cluster, namespace).declare(WITH_LEDGER);
      TestPolicy policy = new TestPolicy(cluster, namespace).declare("");
      TestHold hold = new TestHold(cluster, namespace).declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("hold-1", held(1, 1));
      policy.await("RetentionEnforced", "NotApproved");
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      Eventually.pause(SECOND);

      ledger.ended(
          "run-1", "{\"outcome\":\"REFUSED\",\"place\":\"PLACE\",\"message\":\"restored?\"}");
      assertThat(policy.await("RetentionEnforced", "LedgerRefused").getMessage())
          .contains("the ledger of PhiDatabase records is refused", "nothing is deleted");
      Eventually.holds(() -> policy.cronJob().getSpec().getSuspend());
      Eventually.pause(SECOND);

      ledger.ended("run-2", published(7, 'A').replace("{", "{\"restored\":3,"));
      assertThat(policy.await("RetentionEnforced", "HoldPending").getMessage())
          .contains("smith", "since it was restored at");
      assertThat(policy.cronJob().getSpec().getSuspend()).isTrue();
      Eventually.pause(SECOND);

      hold.ended("hold-2", held(1, 1));
      policy.await("RetentionEnforced", "NotApproved");
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Enforcement.Enforce, OFTEN, namespace), cluster.operator());
  }
}
