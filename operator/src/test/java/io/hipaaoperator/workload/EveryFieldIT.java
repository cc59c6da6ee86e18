package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody changes, removes and adds to every field of every policy while the operator runs: all of
 * it is put back, and the status says who did what.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
record EveryFieldIT(
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.EVERYTHING) TestWorkload workload) {
  private static final List<String> CHILDREN = List.of("default-deny", "ingress", "egress");
  private static final String MALLORY = "mallory";

  @TestFactory
  Stream<DynamicTest> isPutBack() {
    return CHILDREN.stream()
        .flatMap(
            child ->
                Edit.of(json(workload.policy(child))).stream()
                    .map(
                        edit ->
                            DynamicTest.dynamicTest(
                                child + ": " + edit, () -> isPutBack(child, edit))));
  }

  /** Guards the table above: no field of the three policies is left out. */
  @Test
  void theTableHasEveryField() {
    List<String> fields =
        CHILDREN.stream()
            .flatMap(child -> Edit.of(json(workload.policy(child))).stream())
            .map(edit -> edit.at().toString().replaceAll("/\\d+", ""))
            .distinct()
            .toList();

    assertThat(fields)
        .contains(
            "/metadata/labels/app.kubernetes.io~1managed-by",
            "/metadata/annotations/hipaa-operator.io~1applied",
            "/metadata/ownerReferences/uid",
            "/metadata/ownerReferences/controller",
            "/spec/podSelector/matchLabels/app",
            "/spec/podSelector/matchExpressions/values",
            "/spec/policyTypes",
            "/spec/ingress/-",
            "/spec/ingress/from/ipBlock/cidr",
            "/spec/ingress/from/ipBlock/except/-",
            "/spec/ingress/from/namespaceSelector/matchLabels/team",
            "/spec/ingress/ports/endPort",
            "/spec/egress/to/-",
            "/spec/egress/ports/protocol",
            "/spec/egress/ports/port");
  }

  private void isPutBack(String child, Edit edit) {
    JsonNode before = lasting(workload.policy(child));
    String uid = workload.policy(child).getMetadata().getUid();
    int drifts = workload.driftTotal();
    if (!isAccepted(child, edit)) {
      assertThat(lasting(workload.policy(child))).isEqualTo(before);
      return;
    }
    List<DriftStatus> found = workload.awaitDrift(drifts);
    awaitPutBack(child, edit, before);
    assertThat(found).anySatisfy(drift -> names(drift, child, edit));
    if (!edit.sendsToTheGarbageCollector()) {
      assertThat(workload.policy(child).getMetadata().getUid())
          .as("repaired in place")
          .isEqualTo(uid);
    }
    assertThat(workload.await("Drifted", "False").getReason()).isEqualTo("DriftReverted");
  }

  private void awaitPutBack(String child, Edit edit, JsonNode before) {
    if (edit.sendsToTheGarbageCollector()) {
      Eventually.pause(Duration.ofMillis(500));
    }
    Eventually.until(
        () -> Optional.ofNullable(workload.child(child).get()),
        there -> there.map(EveryFieldIT::lasting).filter(before::equals).isPresent());
  }

  private static void names(DriftStatus drift, String child, Edit edit) {
    assertThat(drift.name()).isEqualTo("ledger-" + child);
    assertThat(edit.field()).startsWith(Objects.requireNonNullElse(drift.path(), ""));
    if (!edit.sendsToTheGarbageCollector()) {
      assertThat(drift.action()).isEqualTo("Reverted");
    }
    if (edit.leavesTraces()) {
      assertThat(drift.manager()).isEqualTo(MALLORY);
    }
  }

  /** Some edits the API server refuses, and some say what is so already. */
  private boolean isAccepted(String child, Edit edit) {
    String before = workload.policy(child).getMetadata().getResourceVersion();
    try {
      NetworkPolicy after = workload.editChild(child, MALLORY, edit.patch());
      return !after.getMetadata().getResourceVersion().equals(before);
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).isEqualTo(422);
      return false;
    }
  }

  private static ObjectNode json(NetworkPolicy policy) {
    return Serialization.jsonMapper().valueToTree(policy);
  }

  /** All but what every write moves. */
  private static JsonNode lasting(NetworkPolicy policy) {
    ObjectNode json = json(policy);
    ((ObjectNode) json.get("metadata"))
        .remove(
            List.of("managedFields", "resourceVersion", "generation", "uid", "creationTimestamp"));
    return json;
  }
}
