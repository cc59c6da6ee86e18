package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What server-side apply leaves in lists of named items. */
class ListAdditionsTest {
  private static final FieldPath AT = FieldPath.ROOT.child("spec").child("containers");
  private static final JsonNode DESIRED =
      json(
          "[{name: a, image: x, env: [{name: E, value: '1'}], mounts: [{name: v, mountPath: /v}]}]");

  @Test
  void anItemThatNobodyDeclaredIsFound() {
    var found =
        in(
            "[{name: b}, {name: a, image: x, env: [{name: E, value: '1'}], mounts: [{name: v, mountPath: /v}]}, {name: c}]");

    assertThat(found.paths()).hasToString("[spec.containers.2, spec.containers.0]");
    assertThat(found.rest()).isEqualTo(DESIRED);
  }

  @Test
  void soIsWhatIsInAnItem() {
    var found =
        in(
            "[{name: a, image: x, command: [sh], env: [{name: F}, {name: E, value: '1'}], mounts: [{name: v, mountPath: /v}, {name: v, mountPath: /w}]}]");

    assertThat(found.paths().stream().map(FieldPath::toString))
        .containsExactlyInAnyOrder(
            "spec.containers.0.command", "spec.containers.0.env.0", "spec.containers.0.mounts.1");
    assertThat(found.rest()).isEqualTo(DESIRED);
  }

  @Test
  void whatIsOnlyAnotherValueIsLeft() {
    var found =
        in(
            "[{name: a, image: y, env: [{name: E, value: '2'}], mounts: [{name: v, mountPath: /v}]}]");

    assertThat(found.paths()).isEmpty();
    assertThat(found.rest()).isNotEqualTo(DESIRED);
  }

  @Test
  void itemsWithoutNamesAreOneValue() {
    assertThat(ListAdditions.in(AT, json("[{port: 1}]"), json("[{port: 1}, {port: 2}]")).paths())
        .isEqualTo(List.of());
    assertThat(ListAdditions.in(AT, json("[a]"), json("[a, b]")).paths()).isEmpty();
  }

  private static ListAdditions in(String live) {
    return ListAdditions.in(AT, DESIRED, json(live));
  }

  private static JsonNode json(String yaml) {
    return Serialization.unmarshal("list: " + yaml, JsonNode.class).get("list");
  }
}
