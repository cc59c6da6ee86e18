package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.OperatorProcess;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} in the middle of 300 workloads, with the packaged operator as a process of its
 * own: all converge, and the operator sees what happens afterwards.
 */
@ExtendWith(ClusterExtension.class)
class KillsIT {
  private static final int NAMESPACES = 6;
  private static final int EACH = 50;
  private static final int ALL = NAMESPACES * EACH;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private TestCluster cluster;
  private List<TestNamespace> namespaces;
  private OperatorProcess operator;

  @BeforeEach
  void start(TestCluster cluster) {
    this.cluster = cluster;
    namespaces = Stream.generate(cluster::namespace).limit(NAMESPACES).toList();
    operator = operator();
  }

  @AfterEach
  void stop() {
    operator.close();
    namespaces.forEach(TestNamespace::close);
  }

  @Test
  void ofTheOperator() {
    Thread declaring = Thread.ofVirtual().start(this::declareAll);
    Eventually.until(PATIENCE, this::ready, count -> count > ALL / 6);

    operator.kill();
    assertThat(ready()).isLessThan(ALL);
    operator = operator();

    join(declaring);
    assertAllConverge();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kube-apiserver", "etcd"})
  void of(String component) {
    ProcessHandle process = component(component);
    Thread declaring = Thread.ofVirtual().start(this::declareAll);
    Eventually.until(PATIENCE, this::ready, count -> count > ALL / 6);

    assertThat(ready()).isLessThan(ALL);
    process.destroyForcibly();
    process.onExit().join();

    Eventually.holds(() -> !process.isAlive());
    join(declaring);
    assertThat(component(component).pid()).isNotEqualTo(process.pid());
    assertAllConverge();
  }

  private ProcessHandle component(String name) {
    var process = cluster.component(name);
    Assumptions.assumeTrue(process.isPresent(), "a foreign cluster is not ours to break");
    return process.orElseThrow();
  }

  private OperatorProcess operator() {
    String names = namespaces.stream().map(TestNamespace::name).collect(Collectors.joining(","));
    return OperatorProcess.start(cluster, "--namespaces", names).ready();
  }

  /** From many sides at once, each trying again until the server takes it. */
  private void declareAll() {
    try (ExecutorService people = Executors.newFixedThreadPool(NAMESPACES)) {
      for (TestNamespace namespace : namespaces) {
        people.execute(() -> declareAll(namespace));
      }
    }
  }

  private static void declareAll(TestNamespace namespace) {
    for (int i = 0; i < EACH; i++) {
      String spec = Specs.reachableBy("w-" + i, "{podSelector: {matchLabels: {app: api}}}");
      Eventually.succeeds(PATIENCE, () -> namespace.apply(spec));
    }
  }

  private void assertAllConverge() {
    Eventually.until(PATIENCE, this::ready, count -> count == ALL);
    assertThat(namespaces)
        .allSatisfy(namespace -> assertThat(namespace.policies()).hasSize(3 * EACH));
    assertThat(workloads()).allSatisfy(each -> assertThat(inventory(each)).isEqualTo(3));
    assertThat(workloads()).allSatisfy(each -> assertThat(each.getStatus().driftTotal()).isNull());
    assertItStillSees();
  }

  /** Every watch came back: what is changed from now on is noticed. */
  private void assertItStillSees() {
    var workload = new TestWorkload(namespaces.getLast(), "w-7");
    workload.open("ingress", "mallory");
    assertThat(workload.awaitDrift(0).getFirst().manager()).isEqualTo("mallory");
    namespaces.getFirst().declare(Specs.reachableBy("late", "{podSelector: {}}")).ready();
  }

  private static int inventory(PhiWorkload workload) {
    return Objects.requireNonNull(workload.getStatus()).inventory().size();
  }

  private int ready() {
    try {
      return (int) workloads().stream().filter(KillsIT::isReady).count();
    } catch (io.fabric8.kubernetes.client.KubernetesClientException e) {
      return 0;
    }
  }

  private static boolean isReady(PhiWorkload workload) {
    return workload.getStatus() != null && TestWorkload.isReady(workload.getStatus());
  }

  private List<PhiWorkload> workloads() {
    return namespaces.stream()
        .flatMap(
            namespace ->
                cluster
                    .admin()
                    .resources(PhiWorkload.class)
                    .inNamespace(namespace.name())
                    .list()
                    .getItems()
                    .stream())
        .toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
