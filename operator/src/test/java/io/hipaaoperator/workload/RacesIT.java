package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Fault.Answer;
import io.hipaaoperator.cluster.Fault.Meanwhile;
import io.hipaaoperator.cluster.Fault.Moment;
import io.hipaaoperator.cluster.FaultyServer;
import io.hipaaoperator.cluster.FaultyServer.Call;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody else's write lands while our own is in flight, so that the watch tells of it before our
 * answer comes: it is seen all the same.
 */
@ExtendWith(ClusterExtension.class)
record RacesIT(TestNamespace namespace, FaultyServer server, RunningOperator operator) {
  /** Long enough for the watch to be ahead of the answer that is held back. */
  private static final Duration HELD = Duration.ofMillis(300);

  /** How often the namesake's own status is refused, so that there is time to look. */
  private static final int TRIES = 6;

  private static final String MALLORY = "mallory";

  @ParameterizedTest
  @EnumSource
  void aSpecChangeDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload().patch(Specs.onPort(6432)));

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> workload().ports("ingress"), List.of(6432)::equals);
    assertThat(workload().await("Ready", "True").getObservedGeneration()).isEqualTo(2);
    assertThat(workload().driftTotal()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aDeletionDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload().resource().delete());

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> workload().resource().get(), gone -> gone == null);
    Eventually.until(namespace::policies, List::isEmpty);
  }

  /** What was found of the former says nothing of the new one, which nobody has told of yet. */
  @Test
  void aNamesakeMadeAnewDuringAStatusPatch() {
    AtomicInteger left = race(Call::isStatus, Moment.BEFORE, this::makeAnew);
    AtomicInteger own = server.inject(TRIES, Call::isStatus, new Answer(500));

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.holds(() -> own.get() < TRIES);
    assertThat(workload().status().observedGeneration()).isNull();
    workload().ready();
  }

  private void makeAnew() {
    workload().resource().delete();
    Eventually.until(() -> workload().resource().get(), Objects::isNull);
    namespace.declare(Specs.LEDGER);
  }

  @ParameterizedTest
  @EnumSource
  void aForeignRuleDuringOurApply(Moment moment) {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left =
        race(
            call -> call.method().equals("PATCH") && call.path().contains("/ledger-ingress"),
            moment,
            () -> workload().open("ingress", MALLORY));

    workload().patch(Specs.onPort(6432));

    happened(left);
    assertThat(workload().awaitDrift(0).getFirst().manager()).isEqualTo(MALLORY);
    Eventually.until(() -> workload().ports("ingress"), List.of(6432)::equals);
    workload().await("Drifted", "False");
  }

  @ParameterizedTest
  @EnumSource
  void aForeignAdditionDuringOurApply(Moment moment) {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left =
        race(
            call -> call.method().equals("PATCH") && call.path().contains("/ledger-default-deny"),
            moment,
            () -> workload().open("default-deny", MALLORY));

    workload().patch("{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"books\"}}}}");

    happened(left);
    assertThat(workload().awaitDrift(0).getFirst().manager()).isEqualTo(MALLORY);
    workload().awaitRules("default-deny", 0);
    workload().await("Ready", "True");
  }

  @ParameterizedTest
  @EnumSource
  void aChildIsDeletedDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload().child("ingress").delete());

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> workload().child("ingress").get(), there -> there != null);
    workload().await("Ready", "True");
  }

  private AtomicInteger race(Predicate<Call> ours, Moment moment, Runnable theirs) {
    return server.inject(1, ours, new Meanwhile(moment, () -> seenFirst(theirs)));
  }

  private static void seenFirst(Runnable theirs) {
    theirs.run();
    Eventually.pause(HELD);
  }

  private static void happened(AtomicInteger left) {
    Eventually.until(left::get, count -> count == 0);
    Eventually.pause(HELD);
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}
