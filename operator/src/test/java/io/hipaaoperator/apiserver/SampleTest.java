package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
  @Test
  void aLineHasANameLabelsAndAValue() {
    Sample sample =
        Sample.of("a_b{x=\"1\",y=\"say \\\"hi\\\", {ok}\\\\\"} 1.5e+09 123").orElseThrow();

    assertThat(sample.name()).isEqualTo("a_b");
    assertThat(sample.label("x")).isEqualTo("1");
    assertThat(sample.label("y")).isEqualTo("say \"hi\", {ok}\\");
    assertThat(sample.label("z")).isEmpty();
    assertThat(sample.value()).isEqualTo(1.5e9);
  }

  @Test
  void withoutLabelsToo() {
    assertThat(Sample.of("go_threads 12").orElseThrow().value()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# HELP a b", "a", "a{x=\"1\"}", "a b", "{x=\"1\"} 1"})
  void whatIsNoneSaysNothing(String line) {
    assertThat(Sample.of(line)).isEmpty();
  }
}
