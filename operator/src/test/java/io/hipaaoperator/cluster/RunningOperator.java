package io.hipaaoperator.cluster;

import io.hipaaoperator.HipaaOperator;
import io.hipaaoperator.OperatorConfig;
import io.hipaaoperator.api.Enforcement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** An operator in this JVM that works on some namespaces, with the chart's rights. */
public final class RunningOperator implements AutoCloseable {
  private final HipaaOperator operator;

  private RunningOperator(HipaaOperator operator) {
    this.operator = operator;
  }

  /** Starts one; returns when its caches are filled. */
  public static RunningOperator on(TestCluster cluster, TestNamespace... namespaces) {
    List<String> names = Arrays.stream(namespaces).map(TestNamespace::name).toList();
    var config =
        new OperatorConfig(
            Enforcement.Enforce,
            false,
            names,
            false,
            TestCluster.NAMESPACE,
            "test",
            0,
            Duration.ofMinutes(10),
            8);
    var operator = new HipaaOperator(config, cluster.operator());
    operator.start();
    return new RunningOperator(operator);
  }

  public int httpPort() {
    return operator.httpPort();
  }

  @Override
  public void close() {
    operator.close();
  }
}
