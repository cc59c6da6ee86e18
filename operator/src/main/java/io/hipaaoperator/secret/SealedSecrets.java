package io.hipaaoperator.secret;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Lookout;
import io.hipaaoperator.kube.SealingCertificateLook;
import io.hipaaoperator.kube.Watched;
import io.hipaaoperator.seal.SealingCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the part of the operator for Secrets is put together: what it looks at, and what it does. */
public final class SealedSecrets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Lookout<SealingCertificate> certificates;
  private final Watched<SealedSecret> sealed;

  /**
   * Not started yet.
   *
   * @param service of the sealed-secrets controller, NAMESPACE/NAME
   * @param pause about how long between two looks at its certificate
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
    this.sealed =
        new Watched<>(
            client
                .resources(SealedSecret.class)
                .inAnyNamespace()
                .withLabel(Api.MANAGED_BY, Api.MANAGER),
            SealedSecrets::bare);
  }

  /** A watch that only tells that something has changed keeps nothing of what. */
  private static SealedSecret bare(SealedSecret seen) {
    seen.getMetadata().setManagedFields(List.of());
    seen.setSpec(null);
    seen.setStatus(null);
    return seen;
  }

  /** Keeps the Secrets of workloads. */
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
    certificates.onChange(
        change -> {
          if (change.after() instanceof Fact.Known<List<SealingCertificate>>(var found)) {
            found.forEach(SealedSecrets::tell);
          }
          all.run();
        });
    sealed.onChange(states -> namespace.accept(states.getLast().getMetadata().getNamespace()));
  }

  /** Whoever looks can compare it with what the controller logs: another would read all values. */
  private static void tell(SealingCertificate certificate) {
    LOG.atInfo()
        .addKeyValue("fingerprint", certificate.fingerprint())
        .log("from now on sealed to this key");
  }

  /**
   * Starts; completes when the first look at the certificate is over, whatever it found. Where no
   * SealedSecrets are served yet, the watch begins once they are: nobody waits for it, since each
   * pass asks the server itself.
   */
  public CompletableFuture<Void> start() {
    var unused = sealed.start();
    return certificates.start();
  }

  @Override
  public void close() {
    certificates.close();
    sealed.close();
  }
}
