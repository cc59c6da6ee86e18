package io.hipaaoperator.drift;

import static io.hipaaoperator.drift.SamplePolicies.admitting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.drift.Drift.Type;
import org.junit.jupiter.api.Test;

/** The four cases of a difference, told apart. */
class ChildComparisonTest {
  private static final String NOON = "2026-01-02T12:00:00Z";
  private static final String ANYBODY = "[{\"ports\":[{\"port\":22,\"protocol\":\"TCP\"}]}]";

  private final LiveChild live = LiveChild.admitting(5432);

  @Test
  void whatWasAppliedIsConverged() {
    ChildState state = live.state();

    assertThat(state.converged()).isTrue();
    assertThat(state.converged()).isTrue();
  }

  /** The server's order of keys and its own fields are no deviation. */
  @Test
  void aNewSpecRollingOutIsNoDrift() {
    ChildState state = live.against(admitting(5433));

    assertThat(state.drifts()).isEmpty();
    assertThat(state.outdated())
        .extracting(FieldPath::toString)
        .containsExactly("metadata.annotations.[hipaa-operator.io/applied]", "spec.ingress");
    assertThat(state.converged()).isFalse();
    assertThat(state.additions()).isEmpty();
  }

  @Test
  void aFieldThatTheNewSpecHasAndTheOldHadNotIsNoDrift() {
    ChildState state =
        live.against(
            admitting(5432).edit().editSpec().addToPolicyTypes("Egress").endSpec().build());

    assertThat(state.drifts()).isEmpty();
    assertThat(state.outdated()).extracting(FieldPath::toString).contains("spec.policyTypes");
  }

  @Test
  void aFieldChangedByAnotherManagerNamesItAndItsTime() {
    live.set("/spec/ingress", ANYBODY, "kubectl-edit", NOON);

    assertThat(live.state().drifts())
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

    assertThat(live.state().drifts())
        .singleElement()
        .extracting(Drift::manager)
        .isEqualTo("kubectl-edit");
  }

  @Test
  void aRemovedFieldNamesNobody() {
    live.remove("/spec/ingress");

    assertThat(live.state().drifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.type()).isEqualTo(Type.Removed);
              assertThat(drift.path()).hasToString("spec.ingress");
              assertThat(drift.found()).isNull();
              assertThat(drift.manager()).isNull();
              assertThat(drift.time()).isNull();
            });
    assertThat(live.state().converged()).isFalse();
    assertThat(live.state().additions()).isEmpty();
  }

  @Test
  void aStrippedLabelIsRemoved() {
    live.remove("/metadata/labels/hipaa-operator.io~1workload");

    assertThat(live.state().drifts())
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

    assertThat(live.state().drifts())
        .extracting(drift -> drift.type() + " " + drift.path())
        .containsExactly("Removed metadata.labels");
  }

  /** Without our own mark it is not known what was last applied: no rollout can be told then. */
  @Test
  void ourStrippedMarkIsDrift() {
    live.remove("/metadata/annotations");

    assertThat(live.state().drifts()).extracting(Drift::type).containsExactly(Type.Removed);
    assertThat(live.state().outdated()).isEmpty();
  }

  @Test
  void aForgedMarkIsDriftAndNoRollout() {
    live.set("/metadata/annotations/hipaa-operator.io~1applied", "\"beef\"", "mallory", NOON);

    assertThat(live.state().drifts())
        .singleElement()
        .extracting(Drift::manager)
        .isEqualTo("mallory");
  }

  @Test
  void anOwnerReferenceCutOffIsSeen() {
    live.remove("/metadata/ownerReferences");

    assertThat(live.state().drifts())
        .extracting(drift -> drift.path().toString())
        .containsExactly("metadata.ownerReferences");
  }

  @Test
  void othersMayOwnAsWell() {
    String both =
        "[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"x\",\"uid\":\"9\"},"
            + new KubernetesSerialization()
                .asJson(admitting(5432).getMetadata().getOwnerReferences().getFirst())
            + "]";
    live.set("/metadata/ownerReferences", both, "kubectl-edit", NOON);

    assertThat(live.state().converged()).isTrue();
  }

  @Test
  void othersMayLabelAndAnnotate() {
    live.set("/metadata/labels/team", "\"billing\"", "kubectl-label", NOON)
        .set("/metadata/annotations/note", "\"seen\"", "kubectl-annotate", NOON)
        .set("/metadata/finalizers", "[\"a/b\"]", "kubectl-edit", NOON);

    assertThat(live.state().converged()).isTrue();
  }

  /** Another manager who applies the very same value shares the field, and changes nothing. */
  @Test
  void aSharedFieldIsNoDrift() {
    String same = live.wanted().json().at("/spec/ingress").toString();
    live.set("/spec/ingress", same, "argocd-controller", NOON);

    assertThat(live.state().converged()).isTrue();
  }

  @Test
  void driftDuringARolloutIsStillDrift() {
    live.set("/spec/policyTypes", "[\"Egress\"]", "kubectl-edit", NOON);

    ChildState state = live.against(admitting(5433));

    assertThat(state.drifts()).singleElement().extracting(Drift::manager).isEqualTo("kubectl-edit");
    assertThat(state.outdated()).extracting(FieldPath::toString).contains("spec.ingress");
  }
}
