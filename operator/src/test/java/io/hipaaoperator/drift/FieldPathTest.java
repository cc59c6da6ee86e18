package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathTest {

  @ParameterizedTest
  @CsvSource({
    "spec, /spec",
    "a/b, /a~1b",
    "a~b, /a~0b",
    "a~1b, /a~01b",
    "hipaa-operator.io/workload, /hipaa-operator.io~1workload",
    "'', /",
    "0, /0",
  })
  void pointersAreEscaped(String segment, String pointer) {
    assertThat(FieldPath.ROOT.child(segment).pointer()).hasToString(pointer);
  }

  @Test
  void theRootIsTheEmptyPointer() {
    assertThat(FieldPath.ROOT.pointer().toString()).isEmpty();
    assertThat(FieldPath.ROOT.toString()).isEmpty();
  }

  @Test
  void peopleReadDotsAndBrackets() {
    var path = new FieldPath(List.of("metadata", "labels", "hipaa-operator.io/workload"));

    assertThat(path).hasToString("metadata.labels.[hipaa-operator.io/workload]");
  }

  @Test
  void aPathLiesWithinItselfAndWhatIsAbove() {
    FieldPath spec = FieldPath.ROOT.child("spec");
    FieldPath ingress = spec.child("ingress");

    assertThat(ingress.within(ingress)).isTrue();
    assertThat(ingress.within(spec)).isTrue();
    assertThat(ingress.within(FieldPath.ROOT)).isTrue();
    assertThat(spec.within(ingress)).isFalse();
    assertThat(FieldPath.ROOT.child("specification").within(spec)).isFalse();
  }
}
