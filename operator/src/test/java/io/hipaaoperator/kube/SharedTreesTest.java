package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedTreesTest {
  private final SharedTrees trees = new SharedTrees();

  private static Map<String, Object> fields(String uid) {
    return Map.of(
        "f:metadata", Map.of("f:ownerReferences", Map.of("k:{\"uid\":\"" + uid + "\"}", Map.of())),
        "f:spec", Map.of("f:podSelector", Map.of(), "f:policyTypes", Map.of()));
  }

  @Test
  void nothingIsChanged() {
    assertThat(trees.share(fields("1"))).isEqualTo(fields("1"));
  }

  @Test
  void whatIsAlikeIsOneObject() {
    Map<String, Object> one = trees.share(fields("1"));
    Map<String, Object> other = trees.share(fields("2"));

    assertThat(one.get("f:spec")).isSameAs(other.get("f:spec"));
    assertThat(one.get("f:metadata")).isNotEqualTo(other.get("f:metadata"));
  }
}
