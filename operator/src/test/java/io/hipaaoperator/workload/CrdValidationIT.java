package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.workload.BadSpecs.Bad;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input is refused with a message that names the field, and nothing of it is stored. */
@ExtendWith(ClusterExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
record CrdValidationIT(TestCluster cluster, TestNamespace namespace) {
  @TestFactory
  Stream<DynamicTest> isRefused() {
    return BadSpecs.all()
        .map(bad -> DynamicTest.dynamicTest(bad.spec(), () -> isRefused("ledger", bad)));
  }

  @Test
  void aNameThatIsNoLabelValueIsRefused() {
    isRefused("x".repeat(64), new Bad("{selector: {}}", "metadata.name", "at most 63 characters"));
  }

  @Test
  void aMisspeltFieldIsRefusedByStrictValidation() {
    var bad =
        new Bad("{selector: {}, network: {ingres: []}}", "spec.network.ingres", "unknown field");
    isRefused("ledger", bad);
  }

  @Test
  void goodInputIsStoredWithItsDefaults() {
    var stored = cluster.admin().resource(resource("good", BadSpecs.GOOD)).create();

    assertThat(stored.<String>get("spec", "enforcement")).isEqualTo("Enforce");
    assertThat(stored.<String>get("spec", "network", "ingress", 0, "ports", 0, "protocol"))
        .isEqualTo("TCP");
    cluster.admin().resource(stored).delete();
  }

  @Test
  void nullForWhatMayBeAbsentIsItsAbsence() {
    var stored = cluster.admin().resource(resource("nulls", BadSpecs.NULLS)).create();

    assertThat(stored.<String>get("spec", "enforcement")).isEqualTo("Enforce");
    assertThat(String.valueOf(stored.<Object>get("spec"))).doesNotContain("null");
    cluster.admin().resource(stored).delete();
  }

  private void isRefused(String name, Bad bad) {
    var resource = cluster.admin().resource(resource(name, bad.spec()));
    var failure =
        catchThrowableOfType(
            KubernetesClientException.class,
            () -> resource.fieldValidation(Validation.STRICT).create());

    assertThat(failure).as("refused").isNotNull();
    assertThat(failure.getCode()).isBetween(400, 422);
    assertThat(failure.getMessage()).contains(bad.field()).contains(bad.words());
    assertThat(namespace.workload(name).get()).isNull();
  }

  private GenericKubernetesResource resource(String name, String spec) {
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: PhiWorkload
        metadata: {name: %s, namespace: %s}
        spec: %s
        """;
    return Serialization.unmarshal(
        yaml.formatted(name, namespace.name(), spec.replace("\n", " ")),
        GenericKubernetesResource.class);
  }
}
