package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is the operator's and what is not. */
@ExtendWith(ClusterExtension.class)
record OwnershipIT(TestNamespace namespace, RunningOperator operator) {
  /** The garbage collector of a new cluster takes half a minute to learn of our kind. */
  private static final Duration COLLECTED = Duration.ofSeconds(60);

  private static final String NAMESAKE =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: ledger-ingress, labels: {team: theirs}}
      spec:
        podSelector: {matchLabels: {app: theirs}}
        policyTypes: [Ingress]
      """;

  @Test
  void aForeignNamesakeIsLeftAloneAndNamed() {
    namespace.apply(NAMESAKE);
    NetworkPolicy before = workload().policy("ingress");

    namespace.declare(Specs.LEDGER);

    Condition stalled = workload().await("Stalled", "True");
    assertThat(stalled.getReason()).isEqualTo("NameConflict");
    assertThat(stalled.getMessage()).contains("NetworkPolicy ledger-ingress");
    assertThat(workload().await("Ready", "False").getReason()).isEqualTo("NameConflict");
    assertThat(workload().policy("ingress")).isEqualTo(before);
    assertThat(workload().child("default-deny").get()).isNotNull();
    assertThat(workload().status().inventory()).extracting("name").doesNotContain("ledger-ingress");
  }

  @Test
  void theNameIsTakenWhenTheNamesakeIsGone() {
    namespace.apply(NAMESAKE);
    namespace.declare(Specs.LEDGER);
    workload().await("Stalled", "True");

    workload().child("ingress").delete();

    workload().ready();
    assertThat(workload().condition("Stalled")).isEmpty();
    assertThat(workload().policy("ingress").getSpec().getPodSelector().getMatchLabels())
        .containsEntry("app", "ledger");
    assertThat(workload().driftTotal()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = DeletionPropagation.class, names = "ORPHAN", mode = Mode.EXCLUDE)
  void theChildrenGoWithTheirOwner(DeletionPropagation propagation) {
    namespace.declare(Specs.LEDGER);
    workload().ready();

    workload().resource().withPropagationPolicy(propagation).delete();

    Eventually.until(COLLECTED, () -> workload().resource().get(), Objects::isNull);
    Eventually.until(COLLECTED, namespace::policies, List::isEmpty);
  }

  @Test
  void childrenThatWereOrphanedOnPurposeStayAndAreTakenBackByANewOwner() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    String uid = workload().policy("ingress").getMetadata().getUid();
    workload().resource().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    Eventually.until(() -> workload().resource().get(), Objects::isNull);

    namespace.declare(Specs.LEDGER);

    workload().ready();
    assertThat(workload().policy("ingress").getMetadata().getUid()).isEqualTo(uid);
    assertThat(workload().policy("ingress").getMetadata().getOwnerReferences())
        .extracting("uid")
        .containsExactly(workload().get().getMetadata().getUid());
  }

  @Test
  void aWorkloadMadeAnewAtOnceGetsItsChildren() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    workload().resource().delete();
    Eventually.until(() -> workload().resource().get(), Objects::isNull);

    namespace.declare(Specs.LEDGER);

    workload().ready();
    String uid = workload().get().getMetadata().getUid();
    Eventually.until(namespace::policies, policies -> areAllOf(policies, uid));
    Eventually.until(workload()::status, status -> status.inventory().size() == 3);
    assertThat(workload().condition("Stalled")).isEmpty();
  }

  /** Neither owner nor manager says any more whose it is. */
  @Test
  void aChildIsKnownAgainHoweverItIsCutOff() {
    namespace.declare(Specs.LEDGER);
    workload().ready();

    workload()
        .patchChild(
            "ingress",
            "mallory",
            "{\"metadata\":{\"ownerReferences\":[],\"managedFields\":[{}]},\"spec\":{\"ingress\":[{}]}}");

    Eventually.until(() -> workload().isOpen("ingress"), Boolean.FALSE::equals);
    assertThat(workload().awaitDrift(0)).isNotEmpty();
    workload().ready();
    assertThat(workload().condition("Stalled")).isEmpty();
    assertThat(workload().policy("ingress").getMetadata().getOwnerReferences())
        .extracting("uid")
        .containsExactly(workload().get().getMetadata().getUid());
  }

  /** Its namespace takes them away, which is nobody's deed. */
  @Test
  void childrenThatGoWithTheirNamespaceAreNoDrift() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    workload().patch("{\"metadata\":{\"finalizers\":[\"test/stay\"]}}");

    namespace.close();

    Eventually.until(COLLECTED, namespace::policies, List::isEmpty);
    Eventually.pause(Duration.ofSeconds(1));
    assertThat(workload().driftTotal()).isZero();
    workload().patch("{\"metadata\":{\"finalizers\":[]}}");
  }

  @Test
  void otherPoliciesOfTheNamespaceAreNeitherTouchedNorListed() {
    namespace.apply(NAMESAKE.replace("ledger-ingress", "theirs"));
    NetworkPolicy before = Objects.requireNonNull(namespace.policy("theirs").get());

    namespace.declare(Specs.LEDGER);
    workload().ready();
    workload().resource().delete();
    Eventually.until(namespace::policies, policies -> policies.size() == 1);

    assertThat(namespace.policy("theirs").get()).isEqualTo(before);
  }

  @Test
  void nothingOfTheOwnersLabelsAndAnnotationsIsCopied() {
    namespace.declare(
        Specs.LEDGER.replace(
            "{name: ledger}",
            "{name: ledger, labels: {app.kubernetes.io/instance: clinic}, annotations:"
                + " {argocd.argoproj.io/tracking-id: clinic}}"));
    workload().ready();

    assertThat(namespace.policies())
        .allSatisfy(
            child -> {
              assertThat(child.getMetadata().getLabels())
                  .containsOnlyKeys("app.kubernetes.io/managed-by", "hipaa-operator.io/workload");
              assertThat(child.getMetadata().getAnnotations())
                  .containsOnlyKeys("hipaa-operator.io/applied");
            });
  }

  private static boolean areAllOf(List<NetworkPolicy> policies, String uid) {
    return policies.size() == 3
        && policies.stream()
            .allMatch(
                p ->
                    p.getMetadata().getOwnerReferences().stream()
                        .allMatch(owner -> owner.getUid().equals(uid)));
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}
