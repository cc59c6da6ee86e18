package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.retention.BadRetentionSpecs.Bad;
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
record RetentionValidationIT(TestCluster cluster, TestNamespace namespace) {
  private static final String ACKNOWLEDGED =
      "acknowledgeShortening: {date: '2026-11-28', by: dr-who, reason: the law has changed}\n";

  @TestFactory
  Stream<DynamicTest> isRefused() {
    return BadRetentionSpecs.all()
        .map(bad -> DynamicTest.dynamicTest(bad.field() + " " + bad.words(), () -> refused(bad)));
  }

  private void refused(Bad bad) {
    var failure = refusal(() -> apply(bad.kind(), bad.spec()));

    assertThat(failure.getCode()).isBetween(400, 422);
    assertThat(failure.getMessage()).contains(bad.field()).contains(bad.words());
  }

  @ParameterizedTest
  @CsvSource({
    "recordRetention: {years: 7}, recordRetention: {years: 6}",
    "recordRetention: {years: 7}, recordRetention: {months: 83}",
    "recordRetention: {years: 7}, recordRetention: {days: 2557}",
    "auditRetention: {years: 8}, auditRetention: {years: 6}",
    "auditRetention: {days: 2500}, auditRetention: {days: 2499}",
    "auditRetention: {days: 2500}, auditRetention: {months: 84}",
  })
  void aPeriodIsNotShortened(String longer, String shorter) {
    apply("RetentionPolicy", with(longer));

    assertThat(refusal(() -> apply("RetentionPolicy", with(shorter))).getMessage())
        .contains("can't be shortened without a new acknowledgeShortening");
    apply("RetentionPolicy", with(shorter) + ACKNOWLEDGED);
  }

  /** What was acknowledged once lets nothing be shortened twice. */
  @Test
  void anOldAcknowledgementIsNone() {
    apply("RetentionPolicy", with("recordRetention: {years: 9}"));
    apply("RetentionPolicy", with("recordRetention: {years: 8}") + ACKNOWLEDGED);

    assertThat(
            refusal(
                () -> apply("RetentionPolicy", with("recordRetention: {years: 7}") + ACKNOWLEDGED)))
        .hasMessageContaining("new acknowledgeShortening");
  }

  @ParameterizedTest
  @CsvSource({
    "recordRetention: {years: 7}, recordRetention: {years: 8}",
    "recordRetention: {years: 7}, recordRetention: {months: 84}",
    "recordRetention: {years: 7}, recordRetention: {days: 2604}",
    "auditRetention: {days: 2200}, auditRetention: {years: 7}",
  })
  void aPeriodIsLengthened(String shorter, String longer) {
    apply("RetentionPolicy", with(shorter));

    apply("RetentionPolicy", with(longer));
  }

  @Test
  void auditRecordsDoNotBecomeOthers() {
    apply("RetentionPolicy", Declared.POLICY.replace("ended_at", "ended_at\n  retention: audit"));

    assertThat(refusal(() -> apply("RetentionPolicy", Declared.POLICY)))
        .hasMessageContaining("can't go from audit to record");
  }

  /** Nor by a prefix that is a little longer or shorter. */
  @ParameterizedTest
  @ValueSource(strings = {"scans/old/", "sc"})
  void auditObjectsDoNotBecomeOthersInPart(String prefix) {
    apply("RetentionPolicy", Declared.OBJECTS + "  retention: audit\n");

    assertThat(
            refusal(
                () -> apply("RetentionPolicy", Declared.OBJECTS.replace("scans/}", prefix + "}"))))
        .hasMessageContaining("can't go from audit to record");
  }

  @Test
  void auditObjectsDoNotBecomeOthers() {
    apply("RetentionPolicy", Declared.OBJECTS + "  retention: audit\n");

    assertThat(refusal(() -> apply("RetentionPolicy", Declared.OBJECTS)))
        .hasMessageContaining("can't go from audit to record");
    apply("RetentionPolicy", Declared.OBJECTS.replace("scans/}", "images/}"));
    apply("RetentionPolicy", Declared.POLICY + "- s3: {bucket: clinic-scans, prefix: images/}\n");
  }

  @Test
  void aNameThatIsTooLongForItsCronJobIsRefused() {
    assertThat(refusal(() -> apply("RetentionPolicy", "x".repeat(47), Declared.POLICY)))
        .hasMessageContaining("metadata.name")
        .hasMessageContaining("at most 46 characters");
  }

  private static String with(String period) {
    return Declared.POLICY.replaceFirst(
        period.substring(0, period.indexOf(':')) + ": \\{.*}", period);
  }

  private static KubernetesClientException refusal(Runnable write) {
    var failure = catchThrowableOfType(KubernetesClientException.class, write::run);
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private void apply(String kind, String spec) {
    apply(kind, "it", spec);
  }

  private void apply(String kind, String name, String spec) {
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: %s}
        spec:
        %s
        """
            .formatted(kind, name, namespace.name(), spec.indent(2));
    cluster
        .admin()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .fieldValidation(Validation.STRICT)
        .forceConflicts()
        .serverSideApply();
  }
}
