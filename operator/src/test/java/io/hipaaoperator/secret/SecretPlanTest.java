package io.hipaaoperator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.SecretKey;
import io.hipaaoperator.api.SecretKey.Rotation;
import io.hipaaoperator.api.WorkloadSecret;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretPlanTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final SealedKey OLD =
      new SealedKey(
          "old",
          1,
          Optional.of(NOW.minus(Duration.ofDays(30))),
          Optional.of("SHA256:a"),
          Optional.empty());

  @Test
  void whatWasNeverSealedIsMade() {
    SecretPlan plan = plan(declared(key("a", null, null))).orElseThrow();

    assertThat(plan.number()).isEqualTo(1);
    assertThat(plan.kept()).isEmpty();
    assertThat(plan.whole()).isEmpty();
    assertThat(plan.fresh())
        .singleElement()
        .satisfies(fresh -> assertThat(fresh.previous()).isEmpty());
  }

  @Test
  void whatIsSealedStays() {
    assertThat(plan(declared(key("a", null, null)), Map.of("a", OLD))).isEmpty();
    assertThat(plan(declared(key("a", 1, 31)), Map.of("a", OLD))).isEmpty();
  }

  @Test
  void aRaisedGenerationAsksForAValueOnce() {
    SecretPlan plan = plan(declared(key("a", 2, null)), Map.of("a", OLD)).orElseThrow();

    assertThat(plan.fresh())
        .singleElement()
        .satisfies(
            fresh -> {
              assertThat(fresh.generation()).isEqualTo(2);
              assertThat(fresh.previous()).contains("old");
            });
    SealedKey made =
        new SealedKey("new", 2, Optional.of(NOW), Optional.empty(), Optional.of("old"));
    assertThat(plan(declared(key("a", 2, null)), Map.of("a", OLD), Map.of("a", made))).isEmpty();
    assertThat(plan(declared(key("a", 1, null)), Map.of("a", OLD), Map.of("a", made))).isEmpty();
  }

  @Test
  void anIntervalAsksForAValueWhenItIsOver() {
    SecretPlan plan = plan(declared(key("a", null, 30)), Map.of("a", OLD)).orElseThrow();

    assertThat(plan.fresh()).singleElement().matches(fresh -> fresh.generation() == 1);
  }

  @Test
  void aKeyThatIsTakenAwayLeavesTheNextRevisionAndComesBackAsItWas() {
    SealedKey other =
        new SealedKey("other", 1, Optional.of(NOW), Optional.empty(), Optional.empty());
    SecretPlan less =
        plan(declared(key("a", null, null)), Map.of("a", OLD, "b", other)).orElseThrow();
    assertThat(less.whole().orElseThrow().keys()).containsOnlyKeys("a");

    SecretPlan again =
        plan(
                declared(key("a", null, null), key("b", null, null)),
                Map.of("a", OLD, "b", other),
                Map.of("a", OLD))
            .orElseThrow();
    assertThat(again.number()).isEqualTo(3);
    assertThat(again.whole().orElseThrow().keys()).containsEntry("b", other);
  }

  /** Somebody deleted the revisions. */
  @Test
  void withoutRevisionsWhatIsInForceIsKept() {
    var spec = new OpenFields();
    spec.set("encryptedData", Map.of("a", "now", "a-previous", "before"));
    var there = new SealedSecret();
    there.setMetadata(new ObjectMetaBuilder().withCreationTimestamp(NOW.toString()).build());
    there.setSpec(spec);

    SecretPlan plan =
        SecretPlan.of(
                declared(key("a", 3, null)),
                new SecretPast(new SecretHistory(List.of()), Optional.of(there), Optional.empty()),
                NOW)
            .orElseThrow();

    assertThat(plan.whole().orElseThrow().encryptedData())
        .isEqualTo(Map.of("a", "now", "a-previous", "before"));
  }

  @Test
  void aRevisionIsReadAsItWasWritten() {
    var whole = new SealedKey("c", 2, Optional.of(NOW), Optional.of("SHA256:a"), Optional.of("p"));
    var revision = new SecretRevision(4, new TreeMap<>(Map.of("a", whole, "b", OLD)));

    var object =
        Serialization.unmarshal(
            Serialization.asJson(RevisionObject.of("clinic", "db", revision)),
            ControllerRevision.class);

    assertThat(object.getMetadata().getName()).isEqualTo("db-sealed-4");
    assertThat(RevisionObject.read(object)).isEqualTo(new Fact.Known<>(revision));
  }

  @Test
  void whatIsNoRevisionIsUnknownAndNotAbsent() {
    var object = RevisionObject.of("clinic", "db", new SecretRevision(1, new TreeMap<>()));
    object.setData(Map.of("spec", Map.of()));

    assertThat(RevisionObject.read(object)).isInstanceOf(Fact.Unreachable.class);
  }

  @SafeVarargs
  private static Optional<SecretPlan> plan(
      WorkloadSecret declared, Map<String, SealedKey>... revisions) {
    long[] number = {0};
    var history =
        new SecretHistory(
            Arrays.stream(revisions)
                .map(keys -> new SecretRevision(++number[0], new TreeMap<>(keys)))
                .toList());
    var there = history.newest().map(SecretPlanTest::opened);
    return SecretPlan.of(declared, new SecretPast(history, there, Optional.empty()), NOW);
  }

  private static SealedSecret opened(SecretRevision revision) {
    var spec = new OpenFields();
    spec.set("encryptedData", revision.encryptedData());
    var status = new OpenFields();
    status.set("observedGeneration", 1);
    status.set("conditions", List.of(Map.of("type", "Synced", "status", "True")));
    var there = new SealedSecret();
    there.setMetadata(new ObjectMetaBuilder().withGeneration(1L).build());
    there.setSpec(spec);
    there.setStatus(status);
    return there;
  }

  private static WorkloadSecret declared(SecretKey... keys) {
    return new WorkloadSecret("db", null, List.of(keys), null, null);
  }

  private static SecretKey key(
      String name, @Nullable Integer generation, @Nullable Integer everyDays) {
    return new SecretKey(
        name, new SecretKey.Generate(null, null), new Rotation(generation, everyDays));
  }
}
