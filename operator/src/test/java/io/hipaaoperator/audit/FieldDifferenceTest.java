package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.drift.Setting.Deviation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fields side by side. */
class FieldDifferenceTest {
  @Test
  void whatIsEqualIsNoDifference() {
    assertThat(FieldDifference.of("period", 300, 300, true)).isEmpty();
    assertThat(FieldDifference.deviation(List.of())).isEmpty();
  }

  @Test
  void oneThatWeakensMakesTheWholeWeaker() {
    var fields =
        List.of(
            new FieldDifference("threshold", "10", "20", true),
            new FieldDifference("description", "a", "", false));

    assertThat(FieldDifference.deviation(fields))
        .contains(
            Deviation.changed(
                "threshold: 10; description: a", "threshold: 20; description: ", true));
  }

  @Test
  void whatIsNotThereIsSaidInWords() {
    assertThat(FieldDifference.of("default", Optional.of(0.0), Optional.empty(), false))
        .containsExactly(new FieldDifference("default", "0.0", "none", false));
  }

  /** Two texts that begin alike would look alike. */
  @Test
  void longTextsAreShownFromWhereTheyPart() {
    String same = "x".repeat(1000);

    var difference =
        FieldDifference.of("query", same + "ab" + same, same + "cd" + same, true)
            .findFirst()
            .orElseThrow();

    assertThat(difference.expected()).hasSizeLessThan(170).contains("xab").startsWith("…");
    assertThat(difference.found()).hasSizeLessThan(170).contains("xcd").endsWith("…");
  }
}
