package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A new spec rolls out, and the status says how far it is, as kstatus and people read it. */
@ExtendWith(ClusterExtension.class)
record RolloutIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  @Test
  void aNewSpecIsNoDrift() {
    workload.patch(Specs.onPort(6432));
    awaitPort(6432);
    workload.patch("{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"books\"}}}}");
    workload.ready();
    workload.patch("{\"spec\":{\"network\":null}}");
    workload.ready();

    Eventually.until(namespace::policies, policies -> policies.size() == 2);
    assertThat(workload.driftTotal()).isZero();
    assertThat(workload.condition("Drifted").orElseThrow().getReason()).isEqualTo("NoDrift");
  }

  @Test
  void whatIsNoLongerDeclaredIsRemoved() {
    workload.patch("{\"spec\":{\"network\":{\"ingress\":null,\"dns\":{\"enabled\":false}}}}");
    workload.ready();

    assertThat(namespace.policies())
        .extracting(policy -> policy.getMetadata().getName())
        .containsExactly("ledger-default-deny");
    assertThat(workload.status().inventory()).hasSize(1);
    assertThat(workload.driftTotal()).isZero();
  }

  @Test
  void manyChangesInARowConvergeToTheLast() {
    for (int port = 1000; port <= 1100; port++) {
      workload.patch(Specs.onPort(port));
    }

    awaitPort(1100);
    Condition ready = workload.await("Ready", "True");
    assertThat(ready.getObservedGeneration()).isEqualTo(102);
    assertThat(workload.driftTotal()).isZero();
  }

  @Test
  void aDriftInTheMiddleOfARolloutIsToldApart() {
    operator.close();
    workload.patch(Specs.onPort(6432));
    workload.patchChild("egress", "mallory", "{\"spec\":{\"egress\":[{}]}}");

    try (var _ = RunningOperator.on(cluster, namespace)) {
      assertThat(workload.awaitDrift(0))
          .singleElement()
          .satisfies(drift -> assertThat(drift.name()).isEqualTo("ledger-egress"));
      awaitPort(6432);
    }
  }

  /**
   * Never Ready for a generation that was not looked at; never Stalled or Reconciling when done.
   */
  @Test
  void kstatusNeverSeesItCurrentTooEarly() throws Exception {
    List<PhiWorkload> seen = Collections.synchronizedList(new ArrayList<>());
    try (var watch = workload.resource().watch(new Recorder(seen))) {
      for (int port = 1000; port < 1020; port++) {
        workload.patch(Specs.onPort(port));
      }
      awaitPort(1019);
      workload.ready();
    }

    assertThat(seen).isNotEmpty().allSatisfy(RolloutIT::isConsistent);
    assertThat(workload.get().getStatus().conditions())
        .extracting(Condition::getType)
        .containsExactly("Ready", "Compliant", "Drifted");
  }

  private static void isConsistent(PhiWorkload workload) {
    long observed = Objects.requireNonNull(workload.getStatus().observedGeneration());
    assertThat(observed).isLessThanOrEqualTo(workload.getMetadata().getGeneration());
    assertThat(workload.getStatus().conditions())
        .allSatisfy(c -> assertThat(c.getObservedGeneration()).isEqualTo(observed));
  }

  @Test
  void lastTransitionTimeMovesOnlyWithTheStatus() {
    String since = workload.condition("Ready").orElseThrow().getLastTransitionTime();
    Eventually.pause(java.time.Duration.ofMillis(1100));

    workload.patch(Specs.onPort(6432));
    awaitPort(6432);

    assertThat(workload.await("Ready", "True").getLastTransitionTime()).isEqualTo(since);
  }

  @Test
  void theServersTableHasTheColumns() {
    workload.open("ingress", "mallory");
    workload.awaitDrift(0);

    JsonNode table = table();

    assertThat(columns(table, 0))
        .containsExactly("Name", "Ready", "Compliant", "Drift", "Mode", "Age");
    assertThat(columns(table, 1)).containsExactly("Reason", "Message");
    assertThat(cells(table))
        .startsWith(
            "ledger",
            "True",
            workload.condition("Compliant").orElseThrow().getStatus(),
            "mallory changed ledger-ingress spec.ingress, reverted",
            "Enforce")
        .endsWith("Converged", workload.status().summary());
  }

  @Test
  void itIsListedInTheCategory() {
    String resources = cluster.admin().raw("/apis/hipaa-operator.io/v1alpha1");

    JsonNode phiworkloads =
        Serialization.unmarshal(resources, JsonNode.class)
            .path("resources")
            .valueStream()
            .filter(resource -> resource.path("name").asText().equals("phiworkloads"))
            .findFirst()
            .orElseThrow();
    assertThat(phiworkloads.path("categories").path(0).asText()).isEqualTo("hipaa");
    assertThat(phiworkloads.path("shortNames").path(0).asText()).isEqualTo("phiw");
  }

  private JsonNode table() {
    return cluster.table(
        "apis/hipaa-operator.io/v1alpha1/namespaces/%s/phiworkloads".formatted(namespace.name()));
  }

  private static List<String> columns(JsonNode table, int priority) {
    return StreamSupport.stream(table.path("columnDefinitions").spliterator(), false)
        .filter(column -> column.path("priority").asInt() == priority)
        .map(column -> column.path("name").asText())
        .toList();
  }

  private static List<String> cells(JsonNode table) {
    return StreamSupport.stream(table.path("rows").path(0).path("cells").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private void awaitPort(int number) {
    Eventually.until(() -> workload.ports("ingress"), List.of(number)::equals);
  }

  private record Recorder(List<PhiWorkload> seen)
      implements io.fabric8.kubernetes.client.Watcher<PhiWorkload> {
    @Override
    public void eventReceived(Action action, PhiWorkload resource) {
      seen.add(resource);
    }

    @Override
    public void onClose(io.fabric8.kubernetes.client.WatcherException cause) {}
  }
}
