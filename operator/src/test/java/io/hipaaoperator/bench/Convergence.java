package io.hipaaoperator.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.workload.IsolationPolicies;
import io.hipaaoperator.workload.Peers;
import io.hipaaoperator.workload.Workload;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * Times how long 1,000 PhiWorkloads in 50 namespaces take to converge, beside a bare client that
 * writes the same objects and statuses with as many threads. docs/performance.md says how to run
 * it.
 *
 * <p>{@code create} makes the workloads, {@code await} waits until all are Ready, {@code bare}
 * writes what the operator would, {@code delete} removes all.
 */
public final class Convergence {
  private static final int WORKLOADS = Integer.getInteger("workloads", 1_000);
  private static final int NAMESPACES = Integer.getInteger("namespaces", 50);
  private static final int THREADS = Integer.getInteger("threads", 8);
  private static final String SPEC =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: %s, namespace: %s}
      spec:
        selector: {matchLabels: {app: %1$s}}
        network:
          ingress:
          - from: [{podSelector: {matchLabels: {app: api}}}]
            ports: [{port: 5432}]
      """;

  private final KubernetesClient client;

  private Convergence(KubernetesClient client) {
    this.client = client;
  }

  /** Runs one step. */
  public static void main(String[] args) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      var bench = new Convergence(client);
      long start = System.nanoTime();
      switch (args[0]) {
        case "create" -> bench.create();
        case "await" -> bench.await();
        case "bare" -> bench.bare();
        case "delete" -> bench.delete();
        default -> throw new IllegalArgumentException(args[0]);
      }
      System.out.printf(
          "%s: %.2f s, own CPU %.2f s%n", args[0], (System.nanoTime() - start) / 1e9, cpuSeconds());
    }
  }

  private void create() throws Exception {
    inParallel(NAMESPACES, i -> client.resource(namespace(i)).forceConflicts().serverSideApply());
    inParallel(WORKLOADS, i -> client.resource(workload(i)).create());
  }

  private void await() throws InterruptedException {
    while (ready() < WORKLOADS) {
      Thread.sleep(500);
    }
  }

  private long ready() {
    return client.resources(PhiWorkload.class).inAnyNamespace().list().getItems().stream()
        .map(PhiWorkload::getStatus)
        .filter(Objects::nonNull)
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> condition.getStatus().equals("True"))
        .count();
  }

  private void bare() throws Exception {
    List<PhiWorkload> workloads =
        client.resources(PhiWorkload.class).inAnyNamespace().list().getItems();
    inParallel(workloads.size(), i -> write(workloads.get(i)));
  }

  private void write(PhiWorkload resource) {
    Workload workload = Workload.of(resource);
    Peers none = new Peers(workload.namespace(), Map.of(), List.of());
    IsolationPolicies.of(workload, none).forEach(this::apply);
    PhiWorkload status = Serialization.clone(resource);
    status.getMetadata().setManagedFields(null);
    status.getMetadata().setResourceVersion(null);
    status.setSpec(null);
    status.setStatus(new PhiWorkloadStatus(1L, "bare", null, null, null, null, null, null, null));
    client.resource(status).subresource("status").patch(serverSideApply(), status);
  }

  private void apply(HasMetadata object) {
    client.resource(object).patch(serverSideApply(), object);
  }

  private static PatchContext serverSideApply() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(Api.MANAGER)
        .withForce(true)
        .build();
  }

  private void delete() throws Exception {
    inParallel(NAMESPACES, i -> client.resource(namespace(i)).delete());
    while (client.namespaces().withLabel("bench").list().getItems().size() > 0) {
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private static HasMetadata namespace(int i) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("bench-" + i)
        .addToLabels("bench", "true")
        .endMetadata()
        .build();
  }

  private static PhiWorkload workload(int i) {
    String yaml = SPEC.formatted("workload-" + i, "bench-" + i % NAMESPACES);
    return Serialization.unmarshal(yaml, PhiWorkload.class);
  }

  private static void inParallel(int count, IntConsumer action) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<? extends Future<?>> futures =
          IntStream.range(0, count)
              .<Future<?>>mapToObj(i -> pool.submit(() -> action.accept(i)))
              .toList();
      for (Future<?> future : futures) {
        future.get();
      }
    }
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}
