package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.Ending.Rest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of two policies of the same objects the shorter one rests. */
class LongerPoliciesTest {
  private static final int SEVEN_YEARS = 2557;

  private static Optional<Rest> than(String prefix, int days) {
    String manifest =
        "metadata: {name: other, namespace: lab, uid: u2}\nspec:\n" + Declared.OBJECTS.indent(2);
    var other = Serialization.unmarshal(manifest, RetentionPolicy.class);
    return new LongerPolicies(new Fact.Known<>(List.of(other)), "u1")
        .than(new ObjectTarget("clinic-scans", prefix, null), days);
  }

  @ParameterizedTest
  @CsvSource({"scans/,2556", "scans/old/,2556", "s,1"})
  void theShorterRests(String prefix, int days) {
    assertThat(than(prefix, days)).map(Rest::reason).contains("PolicyOverlap");
    assertThat(than(prefix, days).orElseThrow().why()).contains("namespace lab", "clinic-scans");
  }

  @ParameterizedTest
  @CsvSource({"scans/,2557", "scans/,9999", "letters/,1"})
  void noOtherDoes(String prefix, int days) {
    assertThat(than(prefix, days)).isEmpty();
  }

  @Test
  void whatIsNotKnownRests() {
    var unknown = new LongerPolicies(new Fact.Unreachable<>("not watched"), "u1");
    assertThat(unknown.than(new ObjectTarget("clinic-scans", "scans/", null), SEVEN_YEARS))
        .isPresent();
  }
}
