package io.hipaaoperator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.HipaaOperator;
import io.hipaaoperator.OperatorConfig;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Aws;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An operator in this JVM that works on some namespaces, with the chart's rights. */
public final class RunningOperator implements AutoCloseable {
  /** Policies of other APIs are looked for much more often than users need. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /** That of the purge. */
  public static final String IMAGE = "localhost/hipaa-operator/hipaa-operator:test";

  /** The Service of the local cluster's sealed-secrets controller. */
  private static final String CONTROLLER = "kube-system/sealed-secrets-controller";

  private final HipaaOperator operator;
  private final AtomicBoolean runs = new AtomicBoolean(true);

  private RunningOperator(HipaaOperator operator) {
    this.operator = operator;
  }

  /** Starts one; returns when its caches are filled. */
  public static RunningOperator on(TestCluster cluster, TestNamespace... namespaces) {
    return start(config(namespaces), cluster.operator());
  }

  /** Starts one with settings and a way to the API server of its own. */
  public static RunningOperator start(OperatorConfig config, KubernetesClient client) {
    var operator = new HipaaOperator(config, client, LOOK);
    operator.start();
    return new RunningOperator(operator);
  }

  /** Settings of an enforcing operator without leader election. */
  public static OperatorConfig config(TestNamespace... namespaces) {
    return config(Enforcement.Enforce, Duration.ofMinutes(10), namespaces);
  }

  /** Settings of an operator that does no more than this and looks again this often. */
  public static OperatorConfig config(
      Enforcement most, Duration resync, TestNamespace... namespaces) {
    return config(Aws.Location.NONE, most, resync, namespaces);
  }

  /** The same in this place of AWS. */
  public static OperatorConfig config(
      Aws.Location aws, Enforcement most, Duration resync, TestNamespace... namespaces) {
    return new OperatorConfig(
        most,
        false,
        names(namespaces),
        false,
        TestCluster.NAMESPACE,
        "",
        "test",
        0,
        resync,
        8,
        aws,
        List.of(),
        Optional.of(IMAGE),
        Optional.of(CONTROLLER),
        true);
  }

  /** The same with the rights for these Secrets of keys, each NAMESPACE/NAME. */
  public static OperatorConfig withSecrets(OperatorConfig config, String... secrets) {
    return new OperatorConfig(
        config.most(),
        config.dryRun(),
        config.namespaces(),
        config.leaderElection(),
        config.leaseNamespace(),
        config.leaseName(),
        config.identity(),
        config.httpPort(),
        config.resync(),
        config.threads(),
        config.aws(),
        List.of(secrets),
        config.purgeImage(),
        config.sealedSecrets(),
        config.objects());
  }

  /** Settings of one of several operators, of which one leads. */
  public static OperatorConfig electing(String identity, TestNamespace... namespaces) {
    return new OperatorConfig(
        Enforcement.Enforce,
        false,
        names(namespaces),
        true,
        TestCluster.NAMESPACE,
        TestCluster.RELEASE,
        identity,
        0,
        Duration.ofMinutes(10),
        8,
        Aws.Location.NONE,
        List.of(),
        Optional.of(IMAGE),
        Optional.of(CONTROLLER),
        true);
  }

  private static List<String> names(TestNamespace... namespaces) {
    return Arrays.stream(namespaces).map(TestNamespace::name).toList();
  }

  public int httpPort() {
    return operator.httpPort();
  }

  /** What it says about itself. */
  public Scrape scrape() {
    return Scrape.of(httpPort());
  }

  /** A test may stop it before its end. */
  @Override
  public void close() {
    if (runs.getAndSet(false)) {
      operator.close();
    }
  }
}
