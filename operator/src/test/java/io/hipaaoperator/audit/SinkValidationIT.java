package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.audit.BadSinkSpecs.Bad;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server refuses bad input with the name of the field. */
@ExtendWith(ClusterExtension.class)
record SinkValidationIT(TestCluster cluster) {
  @TestFactory
  Stream<DynamicTest> isRefused() {
    return BadSinkSpecs.all().map(bad -> DynamicTest.dynamicTest(bad.spec(), () -> isRefused(bad)));
  }

  private void isRefused(Bad bad) {
    var failure = refusal(() -> resource("it-bad", bad.spec()));

    assertThat(failure.getCode()).isBetween(400, 422);
    assertThat(failure.getMessage()).contains(bad.field()).contains(bad.words());
  }

  /** What AWS can't change, or what others rely on, can't be changed here either. */
  @ParameterizedTest
  @CsvSource({
    "'{class: audit, logGroup: {name: /it/b}}', name can't be changed",
    "'{class: operational, logGroup: {name: /it/a}}', class can't be changed",
  })
  void aChangeIsRefused(String changed, String words) {
    String name = "it-" + UUID.randomUUID();
    var stored = resource(name, "{class: audit, logGroup: {name: /it/a}, enforcement: Observe}");
    try {
      assertThat(stored.<String>get("spec", "logGroup", "name")).isEqualTo("/it/a");
      assertThat(refusal(() -> resource(name, changed)).getMessage()).contains(words);
    } finally {
      cluster.admin().resource(stored).delete();
    }
  }

  /** Names in AWS begin with that of the sink. */
  @Test
  void aNameThatIsTooLongIsRefused() {
    String name = "it-" + "x".repeat(148);

    assertThat(refusal(() -> resource(name, "{class: audit, logGroup: {name: /it/a}}")))
        .hasMessageContaining("metadata.name")
        .hasMessageContaining("at most 150 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{bucket: it-a}",
        "{bucket: it-a, objectLock: {days: 4000}}",
        "{bucket: it-a, objectLock: {mode: GOVERNANCE, days: 4000}}",
      })
  void whatNobodyCanUndoIsNotDeclaredAway(String archive) {
    String name = "it-" + UUID.randomUUID();
    String spec = "{class: audit, logGroup: {name: /it/a}, enforcement: Observe, archive: %s}";
    String lock = "{bucket: it-a, objectLock: {mode: COMPLIANCE, acknowledgeIrreversible: true}}";
    var stored = resource(name, spec.formatted(lock));
    try {
      assertThat(refusal(() -> resource(name, spec.formatted(archive))).getMessage())
          .contains("spec.archive.objectLock", "can't go back from COMPLIANCE");
    } finally {
      cluster.admin().resource(stored).delete();
    }
  }

  private static KubernetesClientException refusal(Runnable write) {
    var failure = catchThrowableOfType(KubernetesClientException.class, write::run);
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private GenericKubernetesResource resource(String name, String spec) {
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: AuditSink
        metadata: {name: %s}
        spec: %s
        """;
    return cluster
        .admin()
        .resource(
            Serialization.unmarshal(yaml.formatted(name, spec), GenericKubernetesResource.class))
        .fieldValidation(Validation.STRICT)
        .forceConflicts()
        .serverSideApply();
  }
}
