package io.hipaaoperator.secret;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Lookout;
import io.hipaaoperator.kube.Lookout.Change;
import io.hipaaoperator.kube.SealingCertificateLook;
import io.hipaaoperator.seal.SealingCertificate;
import io.hipaaoperator.secret.SealedLook.Seen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the part of the operator for Secrets is put together: what it looks at now and then, and what
 * it does.
 */
public final class SealedSecrets implements AutoCloseable {
  private final KubernetesClient client;
  private final InstantSource clock;
  private final Lookout<SealingCertificate> certificates;
  private final Lookout<Seen> sealed;

  /**
   * Not started yet.
   *
   * @param service of the sealed-secrets controller, NAMESPACE/NAME
   * @param pause about how long between two looks
   */
  public SealedSecrets(
      KubernetesClient client, String service, Duration pause, InstantSource clock) {
    this.client = client;
    this.clock = clock;
    this.certificates =
        new Lookout<>(
            SealingCertificateLook.WHAT,
            new SealingCertificateLook(client, service)::now,
            pause,
            clock);
    this.sealed = new Lookout<>(SealedLook.WHAT, new SealedLook(client)::now, pause, clock);
  }

  /** Keeps the Secrets of workloads by what these looks find. */
  public WorkloadSecrets kept() {
    var applier = new Applier(client);
    return KeptSecrets.of(
        new LiveSecretCluster(client, certificates::newest),
        applier::write,
        ChildPasses.of(
            new ChildComparison(client.getKubernetesSerialization()),
            applier::write,
            _ -> {},
            clock),
        clock);
  }

  /**
   * Calls back with each namespace whose workloads have to be looked at; before the start.
   *
   * @param all is called where it may be any
   */
  public void onChange(Consumer<String> namespace, Runnable all) {
    certificates.onChange(_ -> all.run());
    sealed.onChange(change -> namespaces(change).forEach(namespace));
  }

  private static Set<String> namespaces(Change<Seen> change) {
    List<Seen> before = seen(change.before());
    List<Seen> after = seen(change.after());
    return Stream.concat(
            before.stream().filter(one -> !after.contains(one)),
            after.stream().filter(one -> !before.contains(one)))
        .map(Seen::namespace)
        .collect(Collectors.toSet());
  }

  private static List<Seen> seen(Fact<List<Seen>> fact) {
    return fact instanceof Fact.Known<List<Seen>>(var known) ? known : List.of();
  }

  /** Starts; completes when the first looks are over, whatever they found. */
  public CompletableFuture<Void> start() {
    return CompletableFuture.allOf(certificates.start(), sealed.start());
  }

  @Override
  public void close() {
    certificates.close();
    sealed.close();
  }
}
