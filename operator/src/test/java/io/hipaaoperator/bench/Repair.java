package io.hipaaoperator.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Times, one after the other, how long the default-deny policies of the namespaces {@code bench-*}
 * stay opened by somebody: from the answer to the foreign write until a watch shows it put back.
 */
public final class Repair {
  private static final int SAMPLES = Integer.getInteger("samples", 200);
  private static final String OPEN =
      "{\"spec\":{\"ingress\":[{}],\"policyTypes\":[\"Ingress\",\"Egress\"]}}";

  private Repair() {}

  /** Prints p50, p99 and the longest, in milliseconds. */
  public static void main(String[] args) throws Exception {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    var closed = new LinkedBlockingQueue<String>();
    try (KubernetesClient client = new KubernetesClientBuilder().build();
        Watch watch =
            client.network().v1().networkPolicies().inAnyNamespace().watch(new Closings(closed))) {
      double[] times = times(client, closed);
      Arrays.sort(times);
      System.out.printf(
          "repair: p50 %.0f ms, p99 %.0f ms, longest %.0f ms of %d%n",
          times[times.length / 2],
          times[(int) (times.length * 0.99)],
          times[times.length - 1],
          times.length);
    }
  }

  private static double[] times(KubernetesClient client, LinkedBlockingQueue<String> closed)
      throws InterruptedException {
    List<NetworkPolicy> denies =
        client.network().v1().networkPolicies().inAnyNamespace().list().getItems().stream()
            .filter(policy -> policy.getMetadata().getNamespace().startsWith("bench-"))
            .filter(policy -> policy.getMetadata().getName().endsWith("-default-deny"))
            .limit(SAMPLES)
            .toList();
    double[] times = new double[denies.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = time(client, denies.get(i), closed);
    }
    return times;
  }

  private static double time(
      KubernetesClient client, NetworkPolicy policy, LinkedBlockingQueue<String> closed)
      throws InterruptedException {
    closed.clear();
    client.resource(policy).patch(byMallory(), OPEN);
    long start = System.nanoTime();
    String uid = policy.getMetadata().getUid();
    while (!uid.equals(closed.poll(60, TimeUnit.SECONDS))) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(60)) {
        throw new IllegalStateException(policy.getMetadata().getName() + " stays open");
      }
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static PatchContext byMallory() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.JSON_MERGE)
        .withFieldManager("mallory")
        .build();
  }

  /** Hands on the uid of each policy that has no ingress rule. */
  private record Closings(LinkedBlockingQueue<String> closed) implements Watcher<NetworkPolicy> {
    @Override
    public void eventReceived(Action action, NetworkPolicy policy) {
      if (action == Action.MODIFIED && policy.getSpec().getIngress().isEmpty()) {
        closed.add(policy.getMetadata().getUid());
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
