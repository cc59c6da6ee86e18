package io.hipaaoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Action;
import io.hipaaoperator.chart.Repository;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/aws-emulator.md} says of every operation what the emulator makes of it. */
class EmulatorPageTest {
  private static final Set<String> WORDS =
      Pattern.compile("\\W+")
          .splitAsStream(Repository.text("docs/aws-emulator.md"))
          .collect(Collectors.toSet());

  @ParameterizedTest
  @EnumSource
  void pageHas(Action action) {
    String operation = action.iam().substring(action.iam().indexOf(':') + 1);

    assertThat(WORDS).containsAnyOf(operation, operation.replaceFirst("^(Get|Put)", ""));
  }
}
