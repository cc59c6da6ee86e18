package io.hipaaoperator.drift;

import static io.hipaaoperator.drift.SamplePolicies.admitting;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.drift.Drift.Type;
import org.junit.jupiter.api.Test;

/** What somebody adds to a child: server-side apply neither sees nor removes it. */
class AdditionsTest {
  private static final String NOON = "2026-01-02T12:00:00Z";

  private final LiveChild live = LiveChild.admitting(5432);

  /** Server-side apply would leave it in place: it is to be removed, and needs no apply. */
  @Test
  void aForeignAdditionIsForRemoval() {
    live.set("/spec/egress", "[{}]", "kubectl-patch", NOON);

    ChildState state = live.state();

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
    assertThat(state.drifts()).allMatch(drift -> drift.type() == Drift.Type.Added);
    assertThat(state.converged()).isFalse();
  }

  @Test
  void anAdditionThatTwoManagersOwnIsRemovedOnce() {
    live.set("/spec/egress", "[]", "kubectl-patch", NOON)
        .set("/spec/egress", "[{}]", "kubectl-edit", NOON);

    assertThat(live.state().additions()).hasSize(1);
  }

  /** Nobody can hide an addition by wiping, or forging, the record of who made it. */
  @Test
  void anAdditionThatNobodyOwnsIsSeen() {
    live.set("/spec/egress", "[{}]", "kubectl-patch", NOON).withoutOwners();

    ChildState state = live.state();

    assertThat(state.additions()).extracting(FieldPath::toString).containsExactly("spec.egress");
    assertThat(state.drifts()).singleElement().extracting(Drift::manager).isNull();
  }

  @Test
  void anAdditionInOurNameIsSeen() {
    live.set("/spec/egress", "[{}]", Api.MANAGER, NOON);

    assertThat(live.state().additions()).hasSize(1);
  }

  @Test
  void anAdditionForgedAsAppliedIsSeen() {
    live.forge("/spec/egress", "[{}]");

    assertThat(live.state().additions()).hasSize(1);
  }

  /** A field that the old spec had is dropped by the apply itself. */
  @Test
  void aFieldThatTheNewSpecDropsIsNoAddition() {
    NetworkPolicy closed = admitting(5432).edit().editSpec().withIngress().endSpec().build();

    ChildState state = live.against(closed);

    assertThat(state.drifts()).isEmpty();
    assertThat(state.outdated()).isNotEmpty();
  }
}
