package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.TestHold.MORE;
import static io.hipaaoperator.retention.TestHold.RELEASE;
import static io.hipaaoperator.retention.TestHold.SPEC;
import static io.hipaaoperator.retention.TestHold.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a LegalHold has in a real cluster, what it says, and that it does not go. */
@ExtendWith(ClusterExtension.class)
record LegalHoldIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void aHoldIsInForceOnceTheDatabaseHasCommittedIt() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);

      assertThat(hold.await("HoldInForce", "NotCommitted").getStatus()).isEqualTo("False");
      hold.await("Ready", "Converged");
      assertThat(hold.document()).contains("4711-0815");
      assertThat(hold.cronJob().getSpec().getSchedule()).isEqualTo("* * * * *");
      assertThat(hold.resource().get().getMetadata().getFinalizers())
          .containsExactly("hipaa-operator.io/legal-hold");
      hold.ended("run-1", held(1, 1));

      assertThat(hold.await("HoldInForce", "InForce").getStatus()).isEqualTo("True");
      hold.await("Compliant", "AllControlsHold");
      assertThat(hold.database().state()).isEqualTo(HoldState.Acknowledged);
      assertThat(hold.database().generation()).isEqualTo(1);
      assertThat(hold.database().digest()).isNotEqualTo(hold.status().digest()).hasSize(64);
      Eventually.holds(() -> hold.cronJob().getSpec().getSchedule().equals("*/15 * * * *"));
      assertThat(hold.status().drift()).isEmpty();
      assertThat(Serialization.asJson(hold.status())).doesNotContain("4711");
      assertThat(events()).doesNotContain("4711");
      assertThat(operator.scrape().text()).doesNotContain("4711");
    }
  }

  @Test
  void rowsThatWereTakenAwayAreDrift() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");
      Eventually.pause(Duration.ofMillis(1200));

      hold.ended("run-2", held(1, 1));

      Eventually.holds(() -> !hold.status().drift().isEmpty());
      assertThat(hold.status().lastDrift()).contains("records");
      assertThat(hold.await("HoldInForce", "InForce").getStatus()).isEqualTo("True");
      Eventually.pause(Duration.ofSeconds(2));
      assertThat(hold.status().driftTotal()).isEqualTo(1);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatIsWidenedOrCantBeHeldIsNotInForce() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");

      hold.declare(SPEC + MORE);
      hold.await("HoldInForce", "NotCommitted");
      assertThat(hold.database().generation()).as("what is held still").isEqualTo(1);
      Eventually.holds(() -> hold.document().contains("4711-0816"));
      Eventually.pause(Duration.ofMillis(1200));
      hold.ended(
          "run-2",
          "{\"outcome\":\"INVALID\",\"planHash\":\"DIGEST\",\"rows\":1,\"others\":0,\"changed\":0,\"time\":\"TIME\",\"message\":\"subjects[1].values[0]: is no bigint, which public.visits.patient_id is\"}");

      assertThat(hold.await("HoldInForce", "NotHeld").getMessage())
          .contains("records: subjects[1].values[0]: is no bigint");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void noPurgeIsBegunWhileAHoldIsNotAcknowledged() {
    try (var operator = operator()) {
      TestPolicy policy = new TestPolicy(cluster, namespace).declare("");
      TestHold hold = hold();
      policy.ready();
      assertThat(policy.cronJob().getSpec().getSuspend()).isFalse();

      hold.declare(SPEC);
      assertThat(policy.await("RetentionEnforced", "HoldPending").getMessage()).contains("smith");
      Eventually.holds(() -> policy.cronJob().getSpec().getSuspend());
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));

      policy.await("RetentionEnforced", "NotApproved");
      Eventually.holds(() -> !policy.cronJob().getSpec().getSuspend());
      assertThat(policy.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** In the other there is no row of it, whatever the first has committed. */
  @Test
  void whereTheDatabaseIsAnotherNothingIsAcknowledged() {
    try (var operator = operator()) {
      TestPolicy policy = new TestPolicy(cluster, namespace).declare("");
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");
      policy.await("RetentionEnforced", "NotApproved");

      namespace.apply(
          Declared.manifest(Declared.databaseOf(namespace).replace("records.", "other.")));

      hold.await("HoldInForce", "NotCommitted");
      policy.await("RetentionEnforced", "HoldPending");
      assertThat(hold.cronJob().getSpec().getSchedule()).isEqualTo("* * * * *");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatLaysAHoldIsPutBack() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");

      hold.child(ConfigMap.class, "smith-hold-plan")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"plan.json\":\"{}\"}}");

      Eventually.holds(() -> !hold.status().drift().isEmpty());
      Eventually.holds(() -> hold.document().contains("4711-0815"));
      assertThat(Serialization.asJson(hold.status())).doesNotContain("4711");
      assertThat(events()).doesNotContain("4711");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void anActiveHoldIsNotDeletedAndAReleasedOneGoesWhenTheDatabaseHasReleasedIt() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");

      assertThat(refusal(() -> hold.resource().delete()))
          .hasMessageContaining("LegalHold smith is not released");
      hold.declare(SPEC + RELEASE);
      hold.await("HoldInForce", "Releasing");
      hold.resource().delete();
      Eventually.pause(Duration.ofSeconds(1));
      assertThat(hold.resource().get()).as("not released in the database").isNotNull();
      Eventually.holds(() -> hold.document().contains("\"released\" : true"));
      hold.ended("run-2", TestHold.RELEASED);

      Eventually.holds(() -> hold.resource().get() == null);
      Eventually.holds(() -> hold.children().isEmpty());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aReleasedHoldRunsNothingAnyMore() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC + RELEASE);
      hold.await("Ready", "Converged");
      hold.ended("run-1", TestHold.RELEASED);

      assertThat(hold.await("HoldInForce", "Released").getStatus()).isEqualTo("False");
      Eventually.holds(() -> hold.children().isEmpty());
      hold.await("Ready", "Converged");
      assertThat(hold.database().state()).isEqualTo(HoldState.Released);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Its namespace waits for it: the finalizer stays until the release is committed. */
  @Test
  void aNamespaceThatIsDeletedDoesNotTakeAHoldAlong() {
    try (var operator = operator()) {
      TestHold hold = hold().declare(SPEC);
      hold.await("Ready", "Converged");
      hold.ended("run-1", held(1, 1));
      hold.await("HoldInForce", "InForce");

      cluster.admin().namespaces().withName(namespace.name()).delete();
      Eventually.pause(Duration.ofSeconds(4));

      assertThat(hold.resource().get()).isNotNull();
      assertThat(hold.resource().get().getMetadata().getFinalizers()).hasSize(1);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aDatabaseWithoutARoleForHoldsIsNamed() {
    namespace.apply(
        Declared.manifest(Declared.databaseOf(namespace).replaceFirst(", hold: \\{.*}}", "}")));
    try (var operator = operator()) {
      TestHold hold = new TestHold(cluster, namespace).declare(SPEC);

      assertThat(hold.await("Stalled", "HoldRoleMissing").getMessage())
          .contains("spec.databases", "records", "spec.roles.hold");
      assertThat(hold.await("HoldInForce", "NotCommitted").getStatus()).isEqualTo("False");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestHold hold() {
    namespace.apply(Declared.manifest(Declared.databaseOf(namespace)));
    return new TestHold(cluster, namespace);
  }

  private String events() {
    List<Event> events =
        cluster.admin().v1().events().inNamespace(namespace.name()).list().getItems();
    return Serialization.asJson(Map.of("events", events.stream().map(Event::getMessage).toList()));
  }

  private static KubernetesClientException refusal(Runnable write) {
    var failure = catchThrowableOfType(KubernetesClientException.class, write::run);
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Enforcement.Enforce, OFTEN, namespace), cluster.operator());
  }
}
