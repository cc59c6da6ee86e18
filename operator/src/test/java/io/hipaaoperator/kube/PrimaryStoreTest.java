package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a controller reconciles is found by others, and they are told when it changes. */
class PrimaryStoreTest {
  private final List<String> changes = new ArrayList<>();
  private final PrimaryStore<Pod> store = store();

  @Test
  void resourcesAreFoundByNamespaceNameAndIndex() {
    put(pod("clinic", "a", 1, "records"));
    put(pod("lab", "a", 1, "records"));

    assertThat(store.in("clinic")).hasSize(1);
    assertThat(store.in("billing")).isEmpty();
    assertThat(store.get("lab", "a")).isPresent();
    assertThat(store.get("lab", "b")).isEmpty();
    assertThat(store.indexed("app", "records")).hasSize(2);
    assertThat(store.all()).hasSize(2);
  }

  @Test
  void anIndexFollowsWhatItIsMadeOf() {
    put(pod("clinic", "a", 1, "records"));
    put(pod("clinic", "a", 2, "ledger"));

    assertThat(store.indexed("app", "records")).isEmpty();
    assertThat(store.indexed("app", "ledger")).hasSize(1);

    store.remove("clinic/a");

    assertThat(store.indexed("app", "ledger")).isEmpty();
    assertThat(store.in("clinic")).isEmpty();
  }

  /** A status is no news to those who name a resource; they see it all the same. */
  @Test
  void whatComesGoesOrIsDeclaredAnewIsTold() {
    put(pod("clinic", "a", 1, "records"));
    put(pod("clinic", "a", 1, "records with a status"));
    put(pod("clinic", "a", 2, "ledger"));
    store.remove("clinic/a");
    store.remove("clinic/a");

    assertThat(changes).containsExactly("records", "ledger", "ledger");
  }

  @Test
  void aNamesakeMadeAnewIsTold() {
    put(pod("clinic", "a", 1, "records"));
    Pod anew = pod("clinic", "a", 1, "records");
    anew.getMetadata().setUid("other");
    put(anew);

    assertThat(changes).hasSize(2);
  }

  /** Of a resource whose status says much only what somebody looks at. */
  @Test
  void aPartThatIsAnotherIsTold() {
    List<String> parts = new ArrayList<>();
    store.onChange(this::app, pod -> parts.add(app(pod)));

    put(pod("clinic", "a", 1, "records"));
    put(pod("clinic", "a", 2, "records"));
    put(pod("clinic", "a", 2, "ledger"));
    store.remove("clinic/a");
    put(pod("clinic", "a", 1, "ledger"));

    assertThat(parts).containsExactly("records", "ledger", "ledger", "ledger");
  }

  /** Who is told finds what it was told of. */
  @Test
  void theStoreIsAheadOfItsNews() {
    store.onChange(
        pod -> changes.add("found " + store.get("clinic", "a").map(this::app).orElse("nothing")));

    put(pod("clinic", "a", 1, "records"));
    store.remove("clinic/a");

    assertThat(changes).containsExactly("records", "found records", "records", "found nothing");
  }

  private PrimaryStore<Pod> store() {
    var pods = new PrimaryStore<Pod>(UnaryOperator.identity());
    pods.index("app", pod -> List.of(app(pod)));
    pods.onChange(pod -> changes.add(app(pod)));
    return pods;
  }

  private void put(Pod pod) {
    store.put(store.getKey(pod), pod);
  }

  private String app(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault("app", "");
  }

  private static Pod pod(String namespace, String name, long generation, String app) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .withUid(namespace + name)
        .withGeneration(generation)
        .addToLabels("app", app)
        .endMetadata()
        .build();
  }
}
