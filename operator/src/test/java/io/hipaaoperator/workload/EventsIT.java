package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.Scrape;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What kubectl describe and Prometheus show: enough, and nothing that is nobody's business. */
@ExtendWith(ClusterExtension.class)
record EventsIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final String API = "{podSelector: {matchLabels: {app: api}}}";
  private static final String SECRET = "s3cr3t-of-a-patient";

  @BeforeEach
  void isMeasured() {
    Eventually.until(operator::scrape, scrape -> scrape.sum("hipaa_workload_conditions") > 0);
  }

  @Test
  void aDriftIsAWarningOnTheObject() {
    workload.open("ingress", "mallory");

    Event event = awaitEvents("DriftReverted", 1).getFirst();

    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getMessage())
        .isEqualTo("mallory changed ledger-ingress spec.ingress, reverted");
    assertThat(event.getInvolvedObject().getUid()).isEqualTo(workload.get().getMetadata().getUid());
    assertThat(event.getSource().getComponent()).isEqualTo("hipaa-operator");
  }

  @Test
  void theSameDriftAgainIsCountedNotRepeated() {
    workload.open("ingress", "mallory");
    awaitEvents("DriftReverted", 1);
    Eventually.until(() -> workload.isOpen("ingress"), Boolean.FALSE::equals);

    workload.open("ingress", "mallory");

    Eventually.until(
        () -> events("DriftReverted"),
        events -> events.size() == 1 && events.getFirst().getCount() == 2);
  }

  @Test
  void aConditionThatTurnsIsAnEventAndOneThatIsGoodFromTheStartIsNone() {
    namespace.declare(Specs.reachableBy("ledger", "{workload: {name: api}}"));
    assertThat(awaitEvents("PeerNotFound", 1).getFirst().getMessage())
        .contains("from[0].workload: no PhiWorkload");

    namespace.declare(Specs.reachableBy("api", "{podSelector: {}}"));

    assertThat(awaitEvents("Ready", 1).getFirst().getType()).isEqualTo("Normal");
    assertThat(events("Converged")).isEmpty();
  }

  @Test
  void driftsAreCountedByKindTypeAndAction() {
    workload.open("ingress", "mallory");
    workload.awaitDrift(0);

    Scrape scrape = Eventually.until(operator::scrape, now -> now.sum("hipaa_drift_total") > 0);

    assertThat(scrape.sum("hipaa_drift_total")).isEqualTo(1);
    assertThat(scrape.labels("hipaa_drift_total"))
        .containsExactlyInAnyOrder("kind", "type", "action", "weakens");
  }

  @Test
  void conditionsAndControlsAreGauges() {
    Scrape scrape = operator.scrape();

    assertThat(scrape.text())
        .contains("hipaa_workload_conditions{status=\"True\",type=\"Ready\"} 1")
        .contains("hipaa_controls{control=\"A4\",verdict=\"Undetermined\"} 1");
  }

  @Test
  void aWorkloadThatIsGoneIsNoLongerCounted() {
    workload.resource().delete();

    Eventually.until(operator::scrape, now -> now.sum("hipaa_workload_conditions") == 0);
  }

  /** As many series for twenty workloads as for one: labels say no names. */
  @Test
  void labelsAreBounded() {
    long before = series();
    for (int i = 0; i < 20; i++) {
      namespace.declare(Specs.reachableBy("w-" + i, API)).ready();
    }
    Eventually.until(operator::scrape, scrape -> scrape.sum("hipaa_controls") > 40);

    assertThat(series()).isEqualTo(before);
    assertThat(operator.scrape().labels("hipaa_"))
        .isSubsetOf(
            Set.of("kind", "type", "action", "weakens", "status", "control", "verdict", "reason"));
  }

  /** Names of managers and values of labels and annotations are other people's words. */
  @Test
  void noNameAndNoValueIsInTheMetrics() {
    workload.open("ingress", SECRET);
    workload.awaitDrift(0);
    workload.patchChild(
        "egress",
        "mallory",
        "{\"metadata\":{\"labels\":{\"hipaa-operator.io/workload\":\"%1$s\"},\"annotations\":{\"note\":\"%1$s\"}}}"
            .formatted(SECRET));
    workload.awaitDrift(1);

    Scrape scrape = Eventually.until(operator::scrape, now -> now.sum("hipaa_drift_total") > 1);

    assertThat(scrape.sum("hipaa_drift_total")).isGreaterThan(0);
    assertThat(scrape.text()).doesNotContain(SECRET, "ledger", namespace.name());
  }

  /** A foreign annotation is nobody's business: neither the status nor an event repeats it. */
  @Test
  void annotationsOfOthersAreNotRepeated() {
    workload.patchChild(
        "ingress",
        "mallory",
        "{\"metadata\":{\"annotations\":{\"note\":\"%s\"}},\"spec\":{\"ingress\":[{}]}}"
            .formatted(SECRET));
    workload.awaitDrift(0);
    awaitEvents("DriftReverted", 1);

    assertThat(workload.status().toString()).doesNotContain(SECRET);
    assertThat(allEvents().toString()).doesNotContain(SECRET);
  }

  private long series() {
    return operator.scrape().text().lines().filter(line -> line.startsWith("hipaa_")).count();
  }

  private List<Event> awaitEvents(String reason, int count) {
    return Eventually.until(() -> events(reason), events -> events.size() >= count);
  }

  private List<Event> events(String reason) {
    return allEvents().stream().filter(event -> event.getReason().equals(reason)).toList();
  }

  private List<Event> allEvents() {
    return cluster.admin().v1().events().inNamespace(namespace.name()).list().getItems();
  }
}
