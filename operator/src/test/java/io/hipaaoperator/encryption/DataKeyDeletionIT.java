package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Data keys of a key that is to be deleted with its resource: nobody loses one on the way. */
@ExtendWith(ClusterExtension.class)
record DataKeyDeletionIT(TestCluster cluster, TestNamespace namespace) {
  private static final String ENDING = "-datakey";

  @BeforeAll
  static void allow(TestCluster cluster) {
    cluster.install(
        "--set", "replicas=0,keyDeletion.enabled=true,admission.keysInUse.enabled=false");
  }

  @AfterAll
  static void forbid(TestCluster cluster) {
    cluster.install(
        "--set", "replicas=0,keyDeletion.enabled=false,admission.keysInUse.enabled=true");
  }

  @Test
  void whileItsResourceIsHeldAConfigMapIsPutBack() {
    try (var operator = TestKey.operator(cluster, namespace)) {
      TestKey key = declare();
      ConfigMap before = key.awaitMap(namespace, ENDING);
      delete(key);
      assertThat(awaitHeld(key)).contains("DataKey " + namespace.name());

      key.map(namespace, ENDING).delete();

      ConfigMap again = key.awaitMap(namespace, ENDING);
      assertThat(again.getData()).isEqualTo(before.getData());
      assertThat(again.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
      assertThat(key.awaitDrift().type()).isEqualTo("Deleted");
      assertThat(operator.httpPort()).isPositive();
      letGo(key);
      Keys.remove(key.alias());
    }
  }

  /** As after a restore: neither the status nor a label tells of it. */
  @Test
  void oneThatNoStatusHasHoldsTheKey() {
    TestKey key;
    try (var operator = TestKey.operator(cluster, namespace)) {
      key = declare();
      key.awaitMap(namespace, ENDING);
      assertThat(operator.httpPort()).isPositive();
    }
    namespace.label("phi", "no-longer");
    TestKey.edit(key.map(namespace, ENDING), "{\"metadata\":{\"labels\":null}}");
    key.forget("dataKeys");
    key.forget("inventory");
    delete(key);

    try (var operator = TestKey.operator(cluster, namespace)) {
      assertThat(awaitHeld(key)).contains("DataKey " + namespace.name() + "/" + key.name());
      String id = key.id();
      key.awaitLooks(operator);
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("Enabled");
      letGo(key);
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("PendingDeletion");
    }
    Keys.remove(key.alias());
  }

  /** A policy that was taken away is in force for a moment yet. */
  private static void delete(TestKey key) {
    Eventually.succeeds(Duration.ofSeconds(60), () -> key.resource().delete());
  }

  private TestKey declare() {
    namespace.label("phi", TestKey.mark(namespace));
    TestKey key = TestKey.declare(cluster, "");
    key.apply(spec(key, ""));
    return key.ready();
  }

  private String spec(TestKey key, String dataKey) {
    return """
        dataKey: {%s}, allowedNamespaces: {matchLabels: {phi: %s}},
        deletionPolicy: ScheduleDeletion, acknowledgeDeletion: %s\
        """
        .formatted(dataKey, TestKey.mark(namespace), key.alias());
  }

  private static String awaitHeld(TestKey key) {
    return Eventually.until(
            () -> key.condition("DeletionHeld"),
            held -> held.filter(it -> it.getReason().equals("KeyInUse")).isPresent())
        .orElseThrow()
        .getMessage();
  }

  /** Once it is released AWS deletes the key. */
  private void letGo(TestKey key) {
    key.apply(spec(key, "released: [" + namespace.name() + "]"));
    Eventually.until(() -> key.resource().get() == null, Boolean::booleanValue);
    assertThat(key.map(namespace, ENDING).get()).isNotNull();
  }
}
