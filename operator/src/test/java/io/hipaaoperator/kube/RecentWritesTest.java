package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** We read what we wrote, and not for longer than needed. */
class RecentWritesTest {
  private final RecentWrites<ConfigMap> recent = new RecentWrites<>();

  @Test
  void withoutWritesTheCacheIsRight() {
    List<ConfigMap> cached = List.of(object("a", "5"));

    assertThat(recent.over("clinic", () -> 5, () -> cached)).isSameAs(cached);
  }

  @Test
  void aWriteIsReadBeforeTheWatchBringsIt() {
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(object("a", "5"), object("b", "4")), 5))
        .containsExactlyInAnyOrder("a@7", "b@4");
  }

  @Test
  void aCreatedObjectIsReadBeforeTheWatchBringsIt() {
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(), 6)).containsExactly("a@7");
  }

  @Test
  void whatTheWatchBroughtIsForgotten() {
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(object("a", "7")), 7)).containsExactly("a@7");
    assertThat(versions(List.of(), 0)).as("nothing is remembered any more").isEmpty();
  }

  @Test
  void whatTheCacheHasIsNoNewsAndForgotten() {
    recent.wrote(object("a", "7"));

    assertThat(recent.caughtUp(object("a", "6"))).isFalse();
    assertThat(recent.caughtUp(object("b", "7"))).isFalse();
    assertThat(recent.caughtUp(object("a", "7"))).isTrue();
    assertThat(recent.caughtUp(object("a", "7"))).as("forgotten").isFalse();
    assertThat(versions(List.of(), 0)).isEmpty();
  }

  /** The event comes between a look at the cache and a look at the answers. */
  @Test
  void whatIsForgottenInTheMiddleOfALookIsNotMissed() {
    recent.wrote(object("a", "7"));

    List<ConfigMap> seen =
        recent.over(
            "clinic",
            () -> 5,
            () -> {
              List<ConfigMap> before = List.of();
              assertThat(recent.caughtUp(object("a", "7"))).isTrue();
              return before;
            });

    assertThat(seen).containsExactly(object("a", "7"));
  }

  /** The watch is past our write and has it no longer: somebody deleted it. */
  @Test
  void aDeletedObjectDoesNotComeBack() {
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(), 8)).isEmpty();
  }

  /** Also where the object's own event came before the mark moved. */
  @Test
  void aNewerCachedObjectWins() {
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(object("a", "9")), 5)).containsExactly("a@9");
  }

  @Test
  void anOlderAnswerDoesNotReplaceANewerOne() {
    recent.wrote(object("a", "9"));
    recent.wrote(object("a", "7"));

    assertThat(versions(List.of(), 5)).containsExactly("a@9");
  }

  @Test
  void namespacesAreApart() {
    recent.wrote(object("a", "7"));

    assertThat(recent.over("lab", () -> 0, List::of)).isEmpty();
  }

  @Test
  void oneObjectIsTheNewerOfTwo() {
    recent.wrote(object("a", "7"));

    assertThat(newest(object("a", "5"))).isEqualTo(object("a", "7"));
    assertThat(newest(object("b", "5"))).isEqualTo(object("b", "5"));
  }

  @Test
  void whatTheCacheHasByNowIsNewerThanWhatItHadBefore() {
    assertThat(recent.newest(object("a", "5"), () -> Optional.of(object("a", "8"))))
        .isEqualTo(object("a", "8"));
  }

  @Test
  void aNamesakeMadeAnewIsAnotherObject() {
    recent.wrote(object("a", "7"));
    ConfigMap anew = object("a", "6").edit().editMetadata().withUid("other").endMetadata().build();

    assertThat(newest(anew)).isSameAs(anew);
    assertThat(recent.newest(object("b", "5"), () -> Optional.of(anew)))
        .isEqualTo(object("b", "5"));
  }

  @Test
  void whatIsGoneIsForgottenButNotItsNamesake() {
    recent.wrote(object("a", "7"));
    recent.gone(object("a", "6").edit().editMetadata().withUid("other").endMetadata().build());
    assertThat(versions(List.of(), 5)).containsExactly("a@7");

    recent.gone(object("a", "6"));
    assertThat(versions(List.of(), 5)).isEmpty();
  }

  @Test
  void whatWasSeenIsForgottenUnlessItIsOlder() {
    recent.wrote(object("a", "7"));
    recent.saw(object("a", "6"));
    assertThat(versions(List.of(), 5)).containsExactly("a@7");

    recent.saw(object("a", "8"));
    assertThat(versions(List.of(), 5)).isEmpty();
  }

  /** 10 comes after 9, also where a text would not. */
  @Test
  void versionsAreNumbers() {
    recent.wrote(object("a", "10"));

    assertThat(versions(List.of(object("a", "9")), 9)).containsExactly("a@10");
    assertThat(Versions.parse("not a number")).isZero();
    assertThat(Versions.parse(null)).isZero();
    assertThat(Versions.parse("")).isZero();
  }

  private ConfigMap newest(ConfigMap known) {
    return recent.newest(known, Optional::empty);
  }

  private List<String> versions(List<ConfigMap> cached, long seen) {
    return recent.over("clinic", () -> seen, () -> cached).stream()
        .map(o -> o.getMetadata().getName() + "@" + o.getMetadata().getResourceVersion())
        .toList();
  }

  private static ConfigMap object(String name, String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("clinic")
        .withUid("uid-" + name)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
