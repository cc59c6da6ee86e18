package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.children.RepairPace;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.ScriptedServer;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.secret.WorkloadSecrets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkloadPassTest {
  private static final PhiWorkload LEDGER = workload(Specs.LEDGER);

  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aDeletedChildThatNobodyPutsBackStaysADrift() {
    List<NetworkPolicy> children = children();
    PhiWorkloadStatus whole = after(PhiWorkloadStatus.NONE, pass(children, PhiWorkloadStatus.NONE));
    Pass deletion = pass(List.of(), whole);
    Pass later = pass(List.of(), after(whole, deletion));

    assertThat(deletion.drifts()).extracting(Drift::type).containsOnly(Drift.Type.Deleted);
    assertThat(later.drifts()).isEqualTo(deletion.drifts()).hasSameSizeAs(children);
  }

  /** What the server did not answer may be so or not; the rest is not tried. */
  @Test
  void afterSilenceTheRestIsLeftUndoneAndTold() throws IOException {
    PhiWorkloadStatus whole =
        after(PhiWorkloadStatus.NONE, pass(children(), PhiWorkloadStatus.NONE));
    try (var server = new ScriptedServer();
        KubernetesClient once =
            server.isEmpty().says(ScriptedServer.accepts(), ScriptedServer.hangsUp()).client(0)) {
      Pass pass = over(passes(Enforcement.Enforce, List.of(), once), whole);

      assertThat(pass.refusals())
          .hasSize(children().size() - 1)
          .allMatch(refusal -> !refusal.isAnswered())
          .extracting(Refusal::reason)
          .containsOnly("Unreachable");
      assertThat(pass.drifts()).filteredOn(pass::reverted).singleElement().matches(Drift::weakens);
    }
  }

  /** As a webhook that is broken for one of them does. */
  @Test
  void aFailureAtOneWriteIsNoReasonNotToTryTheOthers() throws IOException {
    PhiWorkloadStatus whole =
        after(PhiWorkloadStatus.NONE, pass(children(), PhiWorkloadStatus.NONE));
    try (var server = new ScriptedServer();
        KubernetesClient once =
            server
                .isEmpty()
                .says(
                    ScriptedServer.refuses(500, "InternalError", "webhook"),
                    ScriptedServer.accepts())
                .client(0)) {
      Pass pass = over(passes(Enforcement.Enforce, List.of(), once), whole);

      assertThat(pass.refusals()).singleElement().matches(Refusal::isDoubtful);
      assertThat(server.requests()).hasSameSizeAs(children());
    }
  }

  /** Nothing is in place for it yet: Ready would be a lie, however short. */
  @Test
  void aPeerThatAppearsDuringTheWritesIsMissingUntilTheNextPass() throws IOException {
    PhiWorkload ledger = workload(Specs.reachableBy("ledger", "{workload: {name: api}}"));
    PhiWorkload api = workload(Specs.reachableBy("api", "{podSelector: {}}"));
    try (var server = new ScriptedServer();
        KubernetesClient willing = server.isEmpty().says(ScriptedServer.accepts()).client(0)) {
      Look without =
          passes(Enforcement.Enforce, snapshot(List.of(), ledger), willing, InstantSource.system())
              .look(ledger, PhiWorkloadStatus.NONE);

      Pass pass =
          passes(
                  Enforcement.Enforce,
                  snapshot(List.of(), ledger, api),
                  willing,
                  InstantSource.system())
              .act(without);

      assertThat(pass.missing()).singleElement().asString().contains("no PhiWorkload clinic/api");
      assertThat(after(PhiWorkloadStatus.NONE, pass).conditions())
          .filteredOn(condition -> condition.getType().equals("Ready"))
          .extracting(Condition::getReason)
          .containsExactly("PeerNotFound");
    }
  }

  private static List<NetworkPolicy> children() {
    return IsolationPolicies.of(Workload.of(LEDGER), new Peers("clinic", Map.of(), List.of()))
        .stream()
        .map(NetworkPolicy.class::cast)
        .map(WorkloadPassTest::applied)
        .toList();
  }

  private static NetworkPolicy applied(NetworkPolicy policy) {
    return policy
        .edit()
        .editMetadata()
        .withUid(policy.getMetadata().getName())
        .addNewManagedField()
        .withManager(Api.MANAGER)
        .withOperation("Apply")
        .endManagedField()
        .endMetadata()
        .build();
  }

  private Pass pass(List<NetworkPolicy> policies, PhiWorkloadStatus before) {
    return over(passes(Enforcement.Observe, policies, client), before);
  }

  private static Pass over(WorkloadPass passes, PhiWorkloadStatus before) {
    return passes.act(passes.look(LEDGER, before));
  }

  /** The server accepts what is put back, and somebody undoes it at once. */
  @Test
  void whatIsUndoneWithoutEndIsPutBackAfterPauses() throws IOException {
    PhiWorkloadStatus whole =
        after(PhiWorkloadStatus.NONE, pass(children(), PhiWorkloadStatus.NONE));
    Instant[] now = {Instant.EPOCH};
    try (var server = new ScriptedServer();
        KubernetesClient willing = server.isEmpty().says(ScriptedServer.accepts()).client(0)) {
      WorkloadPass enforcing = passes(Enforcement.Enforce, List.of(), willing, () -> now[0]);
      int children = whole.inventory().size();
      for (int i = 0; i < RepairPace.AT_ONCE; i++) {
        assertThat(over(enforcing, whole).pause()).isZero();
      }

      Pass waiting = over(enforcing, whole);
      assertThat(waiting.pending()).hasSize(children);
      assertThat(waiting.pause()).isEqualTo(Duration.ofSeconds(1));
      assertThat(waiting.recurring()).hasSize(children);
      assertThat(server.requests()).hasSize(children * RepairPace.AT_ONCE);

      now[0] = now[0].plusSeconds(1);
      assertThat(over(enforcing, whole).pending()).isEmpty();
      assertThat(over(enforcing, whole).pause()).isEqualTo(Duration.ofSeconds(2));
    }
  }

  private static WorkloadPass passes(
      Enforcement most, List<NetworkPolicy> policies, KubernetesClient client) {
    return passes(most, policies, client, InstantSource.system());
  }

  private static WorkloadPass passes(
      Enforcement most,
      List<NetworkPolicy> policies,
      KubernetesClient client,
      InstantSource clock) {
    return passes(most, snapshot(policies, LEDGER), client, clock);
  }

  private static Snapshot snapshot(List<NetworkPolicy> policies, PhiWorkload... workloads) {
    return new Snapshot(
        List.of(workloads),
        policies,
        List.of(),
        List.of(),
        List.of(),
        Routes.NONE,
        new Fact.Known<>(List.of()),
        List.of(),
        List.of());
  }

  private static WorkloadPass passes(
      Enforcement most, ClusterView cluster, KubernetesClient client, InstantSource clock) {
    var plan = new Plan(Catalogue.WORKLOAD, new ChildComparison(new KubernetesSerialization()));
    return new WorkloadPass(
        most,
        cluster,
        plan,
        new Applier(client)::write,
        new RecentWrites<>(),
        WorkloadSecrets.disabled(),
        clock);
  }

  private static PhiWorkloadStatus after(PhiWorkloadStatus before, Pass pass) {
    DriftLog log = DriftLog.of(before).after(pass, Instant.EPOCH);
    return WorkloadStatus.next(before, pass, log, Instant.EPOCH);
  }

  private static PhiWorkload workload(String manifest) {
    PhiWorkload workload = new KubernetesSerialization().unmarshal(manifest, PhiWorkload.class);
    workload.getMetadata().setNamespace("clinic");
    workload.getMetadata().setUid(workload.getMetadata().getName());
    workload.getMetadata().setGeneration(1L);
    return workload;
  }
}
