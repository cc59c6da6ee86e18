package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.drift.ChildComparison.Stamped;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing goes unseen and nothing is made up, whatever the child. */
class EveryFieldTest {
  private static final int CHILDREN = 60;

  private final ChildComparison comparison = new ChildComparison(new KubernetesSerialization());

  static Stream<NetworkPolicy> children() {
    return LongStream.range(0, CHILDREN).mapToObj(seed -> SamplePolicies.random(new Random(seed)));
  }

  @ParameterizedTest
  @MethodSource("children")
  void anUntouchedChildHasNotDrifted(NetworkPolicy child) {
    Stamped desired = comparison.stamp(child);

    ChildState state = comparison.compare(desired, LiveChild.applied(desired).policy());

    assertThat(state).isEqualTo(new ChildState(List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("children")
  void anEditOfAnyFieldIsSeenOnceAndNamesWhoMadeIt(NetworkPolicy child) {
    Stamped desired = comparison.stamp(child);

    List<Mutation> all = Mutation.of(desired.json());

    assertThat(all).hasSizeGreaterThan(20);
    assertThat(all.stream().filter(mutation -> !isSeen(desired, mutation))).isEmpty();
  }

  private boolean isSeen(Stamped desired, Mutation mutation) {
    LiveChild live = LiveChild.applied(desired);
    mutation.on(live, desired.json(), "mallory");
    ChildState state = comparison.compare(desired, live.policy());
    return state.outdated().isEmpty()
        && state.drifts().size() == 1
        && names(state.drifts().getFirst(), mutation);
  }

  /** A removed field has no owner any more; of a map that was emptied so the map is missing. */
  private static boolean names(Drift drift, Mutation mutation) {
    boolean removed = drift.type() == Drift.Type.Removed;
    String pointer = drift.path().pointer().toString();
    String edited = mutation.owned().toString();
    return (removed ? edited.startsWith(pointer) : edited.equals(pointer))
        && ("mallory".equals(drift.manager()) || (removed && drift.manager() == null));
  }
}
