package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose policies an admission policy changes while they are written is never Ready. */
@ExtendWith(ClusterExtension.class)
record AdmissionChangesIT(TestCluster cluster, TestNamespace namespace, RunningOperator operator) {

  /** Takes away the rules of whatever lets somebody in. */
  private static final String CHANGES =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicy
      metadata: {name: %1$s}
      spec:
        failurePolicy: Fail
        reinvocationPolicy: Never
        matchConstraints:
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
          resourceRules:
          - apiGroups: [networking.k8s.io]
            apiVersions: [v1]
            resources: [networkpolicies]
            operations: [CREATE, UPDATE]
        matchConditions:
        - {name: lets-in, expression: 'size(object.spec.?ingress.orValue([])) > 0'}
        mutations:
        - patchType: JSONPatch
          jsonPatch: {expression: '[JSONPatch{op: "remove", path: "/spec/ingress"}]'}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicyBinding
      metadata: {name: %1$s}
      spec: {policyName: %1$s}
      """;

  private static final String PROBE =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: probe}
      spec: {podSelector: {matchLabels: {app: nobody}}, ingress: [{}]}
      """;

  @BeforeEach
  void change() {
    admission().forEach(object -> cluster.admin().resource(object).create());
    Eventually.until(this::probed, List::isEmpty);
    namespace.policy("probe").delete();
  }

  /** The API server takes it up in its own time. */
  private List<NetworkPolicyIngressRule> probed() {
    namespace.policy("probe").delete();
    namespace.apply(PROBE);
    return namespace.policy("probe").get().getSpec().getIngress();
  }

  @AfterEach
  void leave() {
    admission().forEach(object -> cluster.admin().resource(object).delete());
  }

  @Test
  void whatWasWrittenAndIsNotInForceIsSaid() {
    TestWorkload workload = namespace.declare(Specs.LEDGER);

    var ready = workload.await("Ready", "False");
    assertThat(ready.getReason()).isEqualTo("NotInForce");
    assertThat(ready.getMessage()).contains("NetworkPolicy ledger-ingress", "admission");
    assertThat(workload.policy("ingress").getSpec().getIngress()).isEmpty();
    Eventually.pause(Duration.ofSeconds(2));
    assertThat(workload.condition("Ready").orElseThrow().getStatus()).isEqualTo("False");

    leave();
    Eventually.until(
        () -> {
          look(workload);
          return workload.status();
        },
        TestWorkload::isReady);
    workload.awaitRules("ingress", 1);
  }

  private static void look(TestWorkload workload) {
    workload.patch(
        "{\"metadata\":{\"annotations\":{\"%s\":\"%d\"}}}".formatted(Api.LOOK, System.nanoTime()));
    Eventually.pause(Duration.ofMillis(300));
  }

  private List<HasMetadata> admission() {
    return Stream.of(CHANGES.formatted(namespace.name()).split("(?m)^---$"))
        .map(Serialization::<HasMetadata>unmarshal)
        .toList();
  }
}
