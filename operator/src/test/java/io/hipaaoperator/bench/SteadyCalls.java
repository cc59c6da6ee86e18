package io.hipaaoperator.bench;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Counts calls to AWS while nothing changes: 1,000 workloads, each with a volume, and the keys and
 * sinks that they name. docs/performance.md says how to run it.
 */
@ExtendWith(ClusterExtension.class)
class SteadyCalls {
  private static final int WORKLOADS = Integer.getInteger("workloads", 1_000);
  private static final int EACH = Integer.getInteger("keys", 50);
  private static final Duration COUNTED = Duration.ofMinutes(Integer.getInteger("minutes", 30));

  /** Whether sinks declare all that a sink can declare, and not a log group alone. */
  private static final boolean FULL = Boolean.getBoolean("full");

  /** As users have it. */
  private static final Duration POLL = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Pattern CALLS =
      Pattern.compile("^hipaa_aws_calls_seconds_count\\{.*call=\"([^\"]+)\".*} ([0-9.E]+)$");

  private static final String OUTSIDE =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: EncryptionKey
      metadata: {name: steady-%1$d}
      spec:
        alias: alias/steady/%1$d
        allowedNamespaces: {}
        principals: {logs: ['arn:aws:logs:us-east-1:123456789012:log-group:/steady/%1$d']}
      ---
      apiVersion: hipaa-operator.io/v1alpha1
      kind: AuditSink
      metadata: {name: steady-%1$d}
      spec:
        class: audit
        allowedNamespaces: {}
        logGroup: {name: /steady/%1$d, keyRef: {name: steady-%1$d}}
      """;

  /** What a sink with all of it declares as well, within its spec. */
  private static final String MORE =
      """
      events: {hour: hour}
      alarms:
        actions: ["arn:aws:sns:us-east-1:123456789012:security"]
        failedLogins: {}
        bulkReads: {}
        exports: {}
        offHours: {from: 22, to: 6}
      anomalies: {}
      archive: {bucket: steady-%1$d-archive}
      """
          .indent(2);

  /** A pod that never runs, and its volume. */
  private static final String INSIDE =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: %2$s-%1$d}
      spec:
        capacity: {storage: 1Gi}
        accessModes: [ReadWriteOnce]
        csi: {driver: ebs.csi.aws.com, volumeHandle: %4$s}
        claimRef: {namespace: %2$s, name: steady-%1$d}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: steady-%1$d, namespace: %2$s}
      spec:
        storageClassName: ""
        volumeName: %2$s-%1$d
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Gi}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: steady-%1$d, namespace: %2$s, labels: {app: steady-%1$d}}
      spec:
        schedulingGates: [{name: bench.hipaa-operator.io/never}]
        containers: [{name: app, image: none}]
        volumes: [{name: data, persistentVolumeClaim: {claimName: steady-%1$d}}]
      ---
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: steady-%1$d, namespace: %2$s}
      spec:
        selector: {matchLabels: {app: steady-%1$d}}
        encryption: {keyRef: {name: steady-%3$d}}
        auditSinkRef: {name: steady-%3$d}
      """;

  private final StrictAws aws = StrictAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void areCounted(TestCluster cluster, TestNamespace namespace) throws InterruptedException {
    var resources = new MixedResources(cluster.admin(), "steady-");
    declare(resources, namespace.name());
    try (var operator =
        RunningOperator.start(
            RunningOperator.config(aws.location(), Enforcement.Enforce, POLL, namespace),
            cluster.operator())) {
      resources.awaitReady(PATIENCE);
      Thread.sleep(POLL.multipliedBy(2));
      Map<String, Double> before = calls(operator);
      Thread.sleep(COUNTED);
      print(before, calls(operator));
    } finally {
      resources.remove();
    }
  }

  private void declare(MixedResources resources, String namespace) {
    String outside = FULL ? OUTSIDE + MORE : OUTSIDE;
    IntStream.range(0, EACH).forEach(number -> resources.declare(outside.formatted(number)));
    try (Ec2Client ec2 = aws.ec2()) {
      for (int number = 0; number < WORKLOADS; number++) {
        String volume =
            ec2.createVolume(r -> r.availabilityZone("us-east-1a").size(1).encrypted(true))
                .volumeId();
        resources.declare(INSIDE.formatted(number, namespace, number % EACH, volume));
      }
    }
  }

  private static Map<String, Double> calls(RunningOperator operator) {
    return operator
        .scrape()
        .text()
        .lines()
        .map(CALLS::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.groupingBy(
                (Matcher line) -> line.group(1),
                TreeMap::new,
                Collectors.summingDouble(line -> Double.parseDouble(line.group(2)))));
  }

  private static void print(Map<String, Double> before, Map<String, Double> after) {
    double all = 0;
    for (var call : after.entrySet()) {
      double made = call.getValue() - before.getOrDefault(call.getKey(), 0.0);
      all += made;
      System.out.printf("%-45s %6.0f%n", call.getKey(), made);
    }
    System.out.printf(
        "%d workloads, %d keys, %d sinks%s: %.2f calls a second%n",
        WORKLOADS, EACH, EACH, FULL ? " with all parts" : "", all / COUNTED.toSeconds());
  }
}
