package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.AuditLog;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** While nothing changes, nothing is written: however often the operator looks. */
@ExtendWith(ClusterExtension.class)
record SteadyStateIT(TestCluster cluster, TestNamespace namespace) {
  private static final int PASSES = 20;
  private static final Duration OFTEN = Duration.ofMillis(100);

  @BeforeEach
  void declare() {
    namespace.apply(Specs.reachableBy("archive", "{workload: {name: ledger}}"));
    namespace.apply(Specs.EVERYTHING);
  }

  @Test
  void resyncsWriteNothing() {
    try (var operator = operator(OFTEN)) {
      List<String> before = versions();

      awaitPasses(operator, PASSES);

      assertThat(versions()).isEqualTo(before);
    }
  }

  @Test
  void resyncsSendNoWriteToTheServerAtAll() {
    try (var operator = operator(OFTEN)) {
      AuditLog log = AuditLog.of(cluster);
      log.flushed(namespace);
      int before = log.writes(namespace).size();

      awaitPasses(operator, PASSES);
      log.flushed(namespace);

      assertThat(log.writes(namespace).subList(before, log.writes(namespace).size())).isEmpty();
    }
  }

  @Test
  void anAnnotationAsksForAnotherLookAndNothingElseMoves() {
    try (var operator = operator(Duration.ofHours(1))) {
      List<String> policies = versions(namespace.policies());
      for (int i = 1; i <= PASSES; i++) {
        int passes = operator.scrape().passes();
        PhiWorkload patched =
            workload().patch("{\"metadata\":{\"annotations\":{\"look\":\"%d\"}}}".formatted(i));
        Eventually.until(() -> operator.scrape().passes(), now -> now > passes);
        assertThat(versions(List.of(workload().get()))).isEqualTo(versions(List.of(patched)));
        assertThat(versions(namespace.policies())).isEqualTo(policies);
      }
    }
  }

  @Test
  void aNewOperatorFindsNothingToDo() {
    operator(Duration.ofHours(1)).close();
    List<String> before = versions();

    try (var operator = operator(OFTEN)) {
      awaitPasses(operator, PASSES);
    }

    assertThat(versions()).isEqualTo(before);
  }

  @Test
  void aStandingDeviationThatIsOnlyObservedIsReportedOnce() {
    try (var operator = operator(OFTEN)) {
      workload().patch("{\"spec\":{\"enforcement\":\"Observe\"}}");
      workload().await("Ready", "True");
      workload().open("ingress", "mallory");
      workload().awaitDrift(0);
      List<String> before = versions();

      awaitPasses(operator, PASSES);

      assertThat(versions()).isEqualTo(before);
    }
  }

  /** Started, and done with what there was to do. */
  private RunningOperator operator(Duration resync) {
    var operator =
        RunningOperator.start(
            RunningOperator.config(Enforcement.Enforce, resync, namespace), cluster.operator());
    workload().ready();
    new TestWorkload(namespace, "archive").ready();
    settle();
    return operator;
  }

  /** Both workloads see each other's policies come, which may take them another look. */
  private void settle() {
    Eventually.until(
        () -> {
          List<String> before = versions();
          Eventually.pause(Duration.ofMillis(300));
          return before.equals(versions());
        },
        Boolean.TRUE::equals);
  }

  private static void awaitPasses(RunningOperator operator, int count) {
    int before = operator.scrape().passes();
    Eventually.until(() -> operator.scrape().passes(), now -> now >= before + 2 * count);
  }

  /** Resource versions of both workloads and of all policies. */
  private List<String> versions() {
    var archive = new TestWorkload(namespace, "archive");
    return versions(
        Stream.<HasMetadata>concat(
                Stream.of(workload().get(), archive.get()), namespace.policies().stream())
            .toList());
  }

  private static List<String> versions(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(o -> o.getMetadata().getName() + "@" + o.getMetadata().getResourceVersion())
        .sorted()
        .toList();
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}
