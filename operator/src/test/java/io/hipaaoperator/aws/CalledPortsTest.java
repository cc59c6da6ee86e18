package io.hipaaoperator.aws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a port offers somebody calls: a call that is in the adapter only would be a right in the IAM
 * policies for nothing.
 */
class CalledPortsTest {
  private static final String HERE = CalledPortsTest.class.getPackageName();
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hipaaoperator");

  private static Stream<JavaMethod> calls() {
    return PROGRAM.that(INTERFACES).stream()
        .filter(port -> port.getPackageName().equals(HERE))
        .flatMap(port -> port.getMethods().stream())
        .filter(method -> method.getRawReturnType().isEquivalentTo(Answer.class))
        .filter(method -> !method.getOwner().isEquivalentTo(Answer.class));
  }

  /** By somebody who does not only hand it on as a call of the same port. */
  private static boolean isCalled(JavaMethod method) {
    return Stream.concat(method.getCallsOfSelf().stream(), method.getReferencesToSelf().stream())
        .map(access -> access.getOriginOwner())
        .anyMatch(owner -> owner.equals(method.getOwner()) || !owner.isAssignableTo(owner(method)));
  }

  private static String owner(JavaMethod method) {
    return method.getOwner().getFullName();
  }

  @Test
  void everyCallOfAPortHasACaller() {
    List<JavaMethod> all = calls().toList();

    assertThat(all).hasSizeGreaterThan(50);
    assertThat(all.stream().filter(method -> !isCalled(method)).map(JavaMethod::getFullName))
        .isEmpty();
  }
}
