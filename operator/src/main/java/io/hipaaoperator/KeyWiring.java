package io.hipaaoperator;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.encryption.EncryptionKeyReconciler;
import io.hipaaoperator.encryption.KeyOwners;
import io.hipaaoperator.encryption.KeyPasses;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.kube.ConditionalStatusWriter;
import io.hipaaoperator.kube.EventRecorder;
import io.hipaaoperator.kube.PrimaryStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;

/** How the part of the operator for EncryptionKeys is put together. */
final class KeyWiring {
  /** How often a key is looked at in AWS, which tells nobody of a change. */
  private static final Duration POLL = Duration.ofMinutes(5);

  private static final String NAMES = "names";

  private KeyWiring() {}

  /** Whether there are EncryptionKeys for us to see; where that is not answered, there may be. */
  static boolean isServed(KubernetesClient client) {
    try {
      client.resources(EncryptionKey.class).list(new ListOptionsBuilder().withLimit(1L).build());
      return true;
    } catch (KubernetesClientException e) {
      return e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN;
    }
  }

  static EncryptionKeyReconciler reconciler(
      OperatorConfig config,
      PrimaryStore<EncryptionKey> cache,
      KubernetesClient client,
      EventRecorder events,
      Aws aws,
      MeterRegistry meters) {
    ExternalReporter<EncryptionKey, EncryptionKeyStatus> reporter =
        config.dryRun()
            ? new ExternalReporter.OfDryRun<>()
            : new ExternalReporter.OfCluster<>(
                new ConditionalStatusWriter<>(client, cache, EncryptionKey::new), events);
    Clock clock = Clock.systemUTC();
    cache.index(NAMES, KeyOwners::names);
    var passes =
        new KeyPasses(
            config.enforcement(),
            aws::services,
            reporter,
            new KeyOwners(name -> cache.indexed(NAMES, name)),
            Catalogue.KEY,
            clock);
    var reconciler =
        new EncryptionKeyReconciler(
            passes, reporter, new ExternalTelemetry(meters, "EncryptionKey"), poll(config), clock);
    cache.onVersion(_ -> {}, reconciler::gone);
    return reconciler;
  }

  private static Duration poll(OperatorConfig config) {
    return config.resync().compareTo(POLL) < 0 ? config.resync() : POLL;
  }
}
