package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.ChildComparison.Stamped;
import io.hipaaoperator.drift.Drift.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The four cases of a difference, told apart. */
class ChildComparisonTest {
  private static final String NOON = "2026-01-02T12:00:00Z";
  private static final String ANYBODY = "[{\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}]}]";

  private final ChildComparison comparison = new ChildComparison(new KubernetesSerialization());
  private final Stamped desired = stamp("5432");
  private final LiveChild live = LiveChild.applied(desired);

  @Test
  void whatWasAppliedIsConverged() {
    ChildState state = compare();

    assertThat(state.converged()).isTrue();
    assertThat(state.needsApply()).isFalse();
  }

  /** The server's order of keys and its own fields are no deviation. */
  @Test
  void aNewSpecRollingOutIsNoDrift() {
    ChildState state = comparison.compare(stamp("5433"), live.policy());

    assertThat(state.drifts()).isEmpty();
    assertThat(state.outdated())
        .extracting(FieldPath::toString)
        .containsExactly("metadata.annotations.[hipaa-operator.io/applied]", "spec.ingress");
    assertThat(state.needsApply()).isTrue();
    assertThat(state.additions()).isEmpty();
  }

  @Test
  void aFieldThatTheNewSpecHasAndTheOldHadNotIsNoDrift() {
    ChildState state =
        comparison.compare(
            comparison.stamp(
                policy("5432").edit().editSpec().addToPolicyTypes("Egress").endSpec().build()),
            live.policy());

    assertThat(state.drifts()).isEmpty();
    assertThat(state.outdated()).extracting(FieldPath::toString).contains("spec.policyTypes");
  }

  @Test
  void aFieldChangedByAnotherManagerNamesItAndItsTime() {
    live.set("/spec/ingress", ANYBODY, "kubectl-edit", NOON);

    assertThat(compare().drifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.kind()).isEqualTo("NetworkPolicy");
              assertThat(drift.name()).isEqualTo("records-ingress");
              assertThat(drift.path()).hasToString("spec.ingress");
              assertThat(drift.type()).isEqualTo(Type.Changed);
              assertThat(drift.found()).isEqualTo(ANYBODY);
              assertThat(drift.expected()).contains("5432");
              assertThat(drift.manager()).isEqualTo("kubectl-edit");
              assertThat(drift.time()).isEqualTo(NOON);
              assertThat(drift.weakens()).isFalse();
            });
  }

  @Test
  void ofSeveralManagersTheNewestIsNamed() {
    live.set("/spec/ingress", "[]", "kubectl-patch", "2026-01-02T11:00:00Z")
        .set("/spec/ingress", ANYBODY, "kubectl-edit", NOON);

    assertThat(compare().drifts())
        .singleElement()
        .extracting(Drift::manager)
        .isEqualTo("kubectl-edit");
  }

  @Test
  void aRemovedFieldNamesNobody() {
    live.remove("/spec/ingress");

    assertThat(compare().drifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.type()).isEqualTo(Type.Removed);
              assertThat(drift.path()).hasToString("spec.ingress");
              assertThat(drift.found()).isNull();
              assertThat(drift.manager()).isNull();
              assertThat(drift.time()).isNull();
            });
    assertThat(compare().needsApply()).isTrue();
    assertThat(compare().additions()).isEmpty();
  }

  /** Server-side apply would leave it in place: it is to be removed, and needs no apply. */
  @Test
  void aForeignAdditionIsForRemoval() {
    live.set("/spec/egress", "[{}]", "kubectl-patch", NOON);

    ChildState state = compare();

    assertThat(state.drifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.type()).isEqualTo(Type.Added);
              assertThat(drift.path()).hasToString("spec.egress");
              assertThat(drift.expected()).isNull();
              assertThat(drift.found()).isEqualTo("[{}]");
              assertThat(drift.manager()).isEqualTo("kubectl-patch");
              assertThat(drift.time()).isEqualTo(NOON);
            });
    assertThat(state.additions()).extracting(FieldPath::toString).containsExactly("spec.egress");
    assertThat(state.needsApply()).isFalse();
    assertThat(state.converged()).isFalse();
  }

  @Test
  void anAdditionThatTwoManagersOwnIsRemovedOnce() {
    live.set("/spec/egress", "[]", "kubectl-patch", NOON)
        .set("/spec/egress", "[{}]", "kubectl-edit", NOON);

    assertThat(compare().additions()).hasSize(1);
  }

  /** Nobody can hide an addition by wiping, or forging, the record of who made it. */
  @Test
  void anAdditionThatNobodyOwnsIsSeen() {
    live.set("/spec/egress", "[{}]", "kubectl-patch", NOON).withoutOwners();

    ChildState state = compare();

    assertThat(state.additions()).extracting(FieldPath::toString).containsExactly("spec.egress");
    assertThat(state.drifts()).singleElement().extracting(Drift::manager).isNull();
  }

  @Test
  void anAdditionInOurNameIsSeen() {
    live.set("/spec/egress", "[{}]", Api.MANAGER, NOON);

    assertThat(compare().additions()).hasSize(1);
  }

  @Test
  void anAdditionForgedAsAppliedIsSeen() {
    live.forge("/spec/egress", "[{}]");

    assertThat(compare().additions()).hasSize(1);
  }

  /** A field that the old spec had is dropped by the apply itself. */
  @Test
  void aFieldThatTheNewSpecDropsIsNoAddition() {
    NetworkPolicy closed = policy("5432").edit().editSpec().withIngress().endSpec().build();

    ChildState state = comparison.compare(comparison.stamp(closed), live.policy());

    assertThat(state.drifts()).isEmpty();
    assertThat(state.needsApply()).isTrue();
  }

  @Test
  void aStrippedLabelIsRemoved() {
    live.remove("/metadata/labels/hipaa-operator.io~1workload");

    assertThat(compare().drifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.type()).isEqualTo(Type.Removed);
              assertThat(drift.path()).hasToString("metadata.labels.[hipaa-operator.io/workload]");
            });
  }

  @Test
  void allLabelsStrippedAtOnceAreSeen() {
    live.remove("/metadata/labels");

    assertThat(compare().drifts())
        .extracting(drift -> drift.type() + " " + drift.path())
        .containsExactly("Removed metadata.labels");
  }

  /** Without our own mark it is not known what was last applied: no rollout can be told then. */
  @Test
  void ourStrippedMarkIsDrift() {
    live.remove("/metadata/annotations");

    assertThat(compare().drifts()).extracting(Drift::type).containsExactly(Type.Removed);
    assertThat(compare().outdated()).isEmpty();
  }

  @Test
  void aForgedMarkIsDriftAndNoRollout() {
    live.set("/metadata/annotations/hipaa-operator.io~1applied", "\"beef\"", "mallory", NOON);

    assertThat(compare().drifts()).singleElement().extracting(Drift::manager).isEqualTo("mallory");
  }

  @Test
  void anOwnerReferenceCutOffIsSeen() {
    live.remove("/metadata/ownerReferences");

    assertThat(compare().drifts())
        .extracting(drift -> drift.path().toString())
        .containsExactly("metadata.ownerReferences");
  }

  @Test
  void othersMayOwnAsWell() {
    String both =
        "[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"x\",\"uid\":\"9\"},"
            + new KubernetesSerialization()
                .asJson(policy("5432").getMetadata().getOwnerReferences().getFirst())
            + "]";
    live.set("/metadata/ownerReferences", both, "kubectl-edit", NOON);

    assertThat(compare().converged()).isTrue();
  }

  @Test
  void othersMayLabelAndAnnotate() {
    live.set("/metadata/labels/team", "\"billing\"", "kubectl-label", NOON)
        .set("/metadata/annotations/note", "\"seen\"", "kubectl-annotate", NOON)
        .set("/metadata/finalizers", "[\"a/b\"]", "kubectl-edit", NOON);

    assertThat(compare().converged()).isTrue();
  }

  /** Another manager who applies the very same value shares the field, and changes nothing. */
  @Test
  void aSharedFieldIsNoDrift() {
    String same = desired.json().at("/spec/ingress").toString();
    live.set("/spec/ingress", same, "argocd-controller", NOON);

    assertThat(compare().converged()).isTrue();
  }

  @Test
  void driftDuringARolloutIsStillDrift() {
    live.set("/spec/policyTypes", "[\"Egress\"]", "kubectl-edit", NOON);

    ChildState state = comparison.compare(stamp("5433"), live.policy());

    assertThat(state.drifts()).singleElement().extracting(Drift::manager).isEqualTo("kubectl-edit");
    assertThat(state.outdated()).extracting(FieldPath::toString).contains("spec.ingress");
  }

  private ChildState compare() {
    return comparison.compare(desired, live.policy());
  }

  private Stamped stamp(String port) {
    return comparison.stamp(policy(port));
  }

  private static NetworkPolicy policy(String port) {
    return SamplePolicies.admitting(List.of(Integer.valueOf(port)));
  }
}
