package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the log shippers of allowed namespaces are told where logs go, in a real cluster. */
@ExtendWith(ClusterExtension.class)
record ShipperIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {

  @Test
  void aNamespaceHasItsConfigurationWhileItIsSelected() {
    namespace.label("phi", mark());
    other.label("phi", mark());
    try (var operator = operator(Enforcement.Enforce);
        var sink = declare("namespaces: {matchLabels: {ships: 'yes'}}").ready()) {
      namespace.label("ships", "yes");
      ConfigMap map = await(sink, namespace);

      assertThat(map.getData().get("fluent-bit.yaml"))
          .contains("_" + namespace.name() + "_", "\"" + sink.group() + "\"", "region: us-east-1");
      assertThat(map(sink, other).get()).isNull();
      assertThat(sink.await(status -> !status.inventory().isEmpty()).inventory())
          .extracting(child -> child.kind() + " " + child.namespace() + "/" + child.name())
          .containsExactly("ConfigMap " + namespace.name() + "/" + sink.name() + "-fluent-bit");

      namespace.label("phi", "no-longer");
      Eventually.until(() -> map(sink, namespace).get() == null, Boolean::booleanValue);
      assertThat(sink.await(status -> status.inventory().isEmpty()).drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatSomebodyChangesIsPutBack() {
    namespace.label("phi", mark());
    try (var operator = operator(Enforcement.Enforce);
        var sink = declare("").ready()) {
      ConfigMap map = await(sink, namespace);
      edit(sink, "{\"data\":{\"fluent-bit.yaml\":\"service: {}\"}}");

      DriftStatus drift = sink.awaitDrift();
      assertThat(drift.manager()).isEqualTo("night-shift");
      assertThat(drift.name()).isEqualTo(namespace.name() + "/" + sink.name() + "-fluent-bit");
      assertThat(drift.path()).isEqualTo("data.[fluent-bit.yaml]");
      assertThat(drift.weakens()).isTrue();
      Eventually.until(() -> map(sink, namespace).get().getData(), map.getData()::equals);

      map(sink, namespace).delete();
      Eventually.until(
          () -> map(sink, namespace).get(),
          now -> now != null && now.getData().equals(map.getData()));
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void observeWritesNothing() {
    namespace.label("phi", mark());
    try (var operator = operator(Enforcement.Observe);
        var sink = declare("")) {
      sink.awaitReady("Observing");

      assertThat(map(sink, namespace).get()).isNull();
      assertThat(sink.status().inventory()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestSink declare(String shipper) {
    var sink = TestSink.of(cluster, "audit");
    sink.declareKey();
    return sink.declare(
        "keyRef: {name: " + sink.name() + "}",
        "allowedNamespaces: {matchLabels: {phi: %s}}, shipper: {%s}".formatted(mark(), shipper));
  }

  /** What only the namespaces of this test are labelled with. */
  private String mark() {
    return "of-" + namespace.name();
  }

  private ConfigMap await(TestSink sink, TestNamespace in) {
    return Objects.requireNonNull(Eventually.until(() -> map(sink, in).get(), map -> map != null));
  }

  private Resource<ConfigMap> map(TestSink sink, TestNamespace in) {
    return cluster
        .admin()
        .configMaps()
        .inNamespace(in.name())
        .withName(sink.name() + "-fluent-bit");
  }

  private void edit(TestSink sink, String merge) {
    map(sink, namespace)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("night-shift")
                .build(),
            merge);
  }

  private RunningOperator operator(Enforcement most) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), most, Duration.ofSeconds(1), namespace, other),
        cluster.operator());
  }
}
