package io.hipaaoperator.install;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Images;
import io.hipaaoperator.cluster.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The operator as users run it: the built image, the chart, pods. Gone again when closed. */
final class InstalledOperator implements AutoCloseable {
  private static final String IMAGE = "operator/target/hipaa-operator-image.tar";
  private static final String LABEL = "app.kubernetes.io/name";
  private static final String NAMESPACE = "hipaa-system";
  private static final String NAME = "hipaa-operator";
  private static final int LONGEST_SECONDS = 120;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final TestCluster cluster;

  private InstalledOperator(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Installs the built image with two replicas, of which either may lead; returns when ready. */
  static InstalledOperator on(TestCluster cluster) {
    Images.load(Repository.file(IMAGE));
    var installed = new InstalledOperator(cluster);
    installed.lease().delete();
    cluster.install("--set", "replicas=2", "--wait", "--timeout", LONGEST_SECONDS + "s");
    return installed;
  }

  List<Pod> pods() {
    return podResources().withLabel(LABEL, NAME).list().getItems();
  }

  String log(Pod pod) {
    return podResources().withName(pod.getMetadata().getName()).getLog();
  }

  /** The replica that holds the lease; waits until there is one. */
  String leader() {
    return awaitLease(_ -> true);
  }

  /** Ends the leader without a chance to say goodbye. */
  void killLeader() {
    podResources().withName(leader()).withGracePeriod(0).delete();
  }

  /** Asks the leader to stop, as a rollout does; returns the name of its successor. */
  String stopLeader() {
    String leader = leader();
    podResources().withName(leader).delete();
    return awaitLease(holder -> !holder.equals(leader));
  }

  /** Polls: a condition that itself asks the server would stand in the way of its own watch. */
  private String awaitLease(Predicate<String> holder) {
    Instant end = Instant.now().plusSeconds(LONGEST_SECONDS);
    while (Instant.now().isBefore(end)) {
      Optional<String> found = holder().filter(this::isPod).filter(holder);
      if (found.isPresent()) {
        return found.get();
      }
      Eventually.pause(PAUSE);
    }
    throw new AssertionError("no replica holds the lease");
  }

  private Optional<String> holder() {
    return Optional.ofNullable(lease().get()).map(lease -> lease.getSpec().getHolderIdentity());
  }

  private Resource<Lease> lease() {
    return cluster.admin().leases().inNamespace(NAMESPACE).withName(NAME);
  }

  private boolean isPod(String name) {
    return pods().stream().anyMatch(pod -> pod.getMetadata().getName().equals(name));
  }

  private NonNamespaceOperation<Pod, PodList, PodResource> podResources() {
    return cluster.admin().pods().inNamespace(NAMESPACE);
  }

  /** Leaves definitions and rights, as other tests need them, and no operator. */
  @Override
  public void close() {
    cluster.install("--set", "replicas=0");
    pods().forEach(this::awaitEnd);
  }

  private void awaitEnd(Pod pod) {
    podResources()
        .withName(pod.getMetadata().getName())
        .waitUntilCondition(Objects::isNull, LONGEST_SECONDS, TimeUnit.SECONDS);
  }
}
