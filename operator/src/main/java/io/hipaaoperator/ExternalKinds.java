package io.hipaaoperator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.audit.AuditSinkReconciler;
import io.hipaaoperator.audit.KeptSinkChildren;
import io.hipaaoperator.audit.SinkOwners;
import io.hipaaoperator.audit.SinkPasses;
import io.hipaaoperator.audit.SinkTriggers;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.KnownLogGroups;
import io.hipaaoperator.aws.KnownTags;
import io.hipaaoperator.aws.KnownWays;
import io.hipaaoperator.aws.SharedReads;
import io.hipaaoperator.children.ChildPasses;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.encryption.EncryptionKeyReconciler;
import io.hipaaoperator.encryption.KeptApiServerSecret;
import io.hipaaoperator.encryption.KeptChildren;
import io.hipaaoperator.encryption.KeyChildren;
import io.hipaaoperator.encryption.KeyFinalizer;
import io.hipaaoperator.encryption.KeyOwners;
import io.hipaaoperator.encryption.KeyPasses;
import io.hipaaoperator.encryption.KeySecretTriggers;
import io.hipaaoperator.encryption.KeyTriggers;
import io.hipaaoperator.encryption.KeyUserTriggers;
import io.hipaaoperator.encryption.KeyWrites;
import io.hipaaoperator.encryption.LiveKeyUse;
import io.hipaaoperator.external.AllowedMaps;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.external.ExternalReporter;
import io.hipaaoperator.external.ExternalTelemetry;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.kube.AnsweringApiServer;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.ConditionalStatusWriter;
import io.hipaaoperator.kube.EventRecorder;
import io.hipaaoperator.kube.NamedSecrets;
import io.hipaaoperator.kube.PrimaryStore;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.objects.ObjectBuckets;
import io.hipaaoperator.retention.RetentionCluster;
import io.hipaaoperator.workload.SinkUsers;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the part of the operator for the kinds that are kept true in AWS is put together. */
record ExternalKinds(
    OperatorConfig config,
    KubernetesClient client,
    EventRecorder events,
    Aws aws,
    MeterRegistry meters) {
  /** How many there are; each has threads of its own. */
  static final int COUNT = 5;

  private static final Logger LOG = LoggerFactory.getLogger(ExternalKinds.class);
  private static final String NAMES = "names";
  private static final Clock CLOCK = Clock.systemUTC();

  /** How often a resource is looked at in AWS, which tells nobody of a change. */
  private static final Duration POLL = Duration.ofMinutes(5);

  /** Where reconcilers are registered. */
  interface Registry {
    /** Registers a reconciler of a kind whose resources are kept in this cache. */
    <R extends CustomResource<?, ?>> void register(
        Class<R> kind, Reconciler<R> reconciler, PrimaryStore<R> cache);
  }

  /**
   * Registers those that there are for us to see.
   *
   * @param caches what is watched already, the stores of these kinds among it
   */
  void register(Caches caches, Registry registry) {
    var tagged = KnownTags.shared(aws::services, CLOCK, poll(), OwnTags.OURS);
    var known = KnownWays.shared(tagged, CLOCK, poll());
    register(registry, EncryptionKey.class, caches.keys(), () -> keys(caches, known));
    register(registry, AuditSink.class, caches.sinks(), () -> sinks(caches, known));
    register(
        registry,
        PhiDatabase.class,
        caches.retention().databases(),
        () -> DatabaseKind.reconciler(this, caches));
    register(
        registry,
        LegalHold.class,
        caches.retention().holds(),
        () -> HoldKind.reconciler(this, caches));
    register(
        registry,
        RetentionPolicy.class,
        caches.retention().policies(),
        () -> RetentionKind.reconciler(this, caches));
  }

  /** No workload waits for a definition or a right that only such a kind needs. */
  private <R extends CustomResource<?, S>, S extends ExternalStatus> void register(
      Registry registry,
      Class<R> kind,
      PrimaryStore<R> cache,
      Supplier<ExternalReconciler<R, S>> making) {
    if (!isServed(client, kind)) {
      LOG.atWarn()
          .addKeyValue("kind", kind.getSimpleName())
          .log("can't be listed: not looked at until the next start");
      return;
    }
    ExternalReconciler<R, S> reconciler = making.get();
    cache.onGone(reconciler::gone);
    registry.register(kind, reconciler, cache);
  }

  /** Whether there are such resources for us to see; where that is not answered, there may be. */
  static boolean isServed(KubernetesClient client, Class<? extends CustomResource<?, ?>> kind) {
    try {
      client.resources(kind).list(new ListOptionsBuilder().withLimit(1L).build());
      return true;
    } catch (KubernetesClientException e) {
      return e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_FORBIDDEN;
    }
  }

  private EncryptionKeyReconciler keys(Caches caches, Supplier<Answer<Services>> known) {
    PrimaryStore<EncryptionKey> cache = caches.keys();
    var recent = new KeyWrites();
    ExternalReporter<EncryptionKey, EncryptionKeyStatus> reporter =
        reporter(cache, EncryptionKey::new);
    cache.index(NAMES, KeyOwners::names);
    var passes =
        new KeyPasses(
            config.enforcement(),
            known,
            reporter,
            KeyOwners.of(name -> cache.indexed(NAMES, name)),
            keyChildren(caches, recent),
            new LiveKeyUse(caches),
            new AnsweringApiServer(client),
            new KeyFinalizer(this::write),
            Catalogue.KEY,
            CLOCK);
    return new EncryptionKeyReconciler(
        passes,
        reporter,
        telemetry(EncryptionKey.class),
        List.of(
            new KeyTriggers(caches, recent),
            new KeyUserTriggers(caches),
            new KeySecretTriggers(caches, secrets())),
        poll(),
        CLOCK);
  }

  private KeyChildren keyChildren(Caches caches, KeyWrites recent) {
    var applier = new Applier(client);
    return KeptChildren.of(caches, recent, config::covers, comparison(), applier, CLOCK)
        .and(KeptApiServerSecret.of(secrets(), config::covers, comparison(), applier, CLOCK));
  }

  private NamedSecrets secrets() {
    return new NamedSecrets(client, config.secrets());
  }

  private AuditSinkReconciler sinks(Caches caches, Supplier<Answer<Services>> tagged) {
    PrimaryStore<AuditSink> cache = caches.sinks();
    ExternalReporter<AuditSink, AuditSinkStatus> reporter = reporter(cache, AuditSink::new);
    var recent = new RecentWrites<ConfigMap>();
    cache.index(NAMES, SinkOwners::names);
    var shared = new SharedReads(poll(), CLOCK);
    Supplier<Answer<Services>> known = KnownLogGroups.shared(tagged, CLOCK, poll());
    var passes =
        new SinkPasses(
            config.enforcement(),
            () -> known.get().map(shared::of),
            name -> caches.keys().get("", name),
            SinkOwners.of(name -> cache.indexed(NAMES, name)),
            name -> SinkUsers.of(caches, name).size(),
            new KeptSinkChildren(
                new AllowedMaps(caches, recent, config::covers),
                ChildPasses.of(
                    comparison(),
                    new Applier(client)::write,
                    map -> recent.wrote((ConfigMap) map),
                    CLOCK)),
            Catalogue::sink,
            CLOCK);
    var triggers = new SinkTriggers(caches, recent);
    return new AuditSinkReconciler(
        passes, reporter, telemetry(AuditSink.class), triggers, poll(), CLOCK);
  }

  /** Buckets whose objects may end or be held; none, and no call, unless that is configured. */
  ObjectBuckets objects(RetentionCluster cluster) {
    return new ObjectBuckets(
        config.objects() ? aws::services : ObjectBuckets::notEnabled, cluster::archives);
  }

  /** A dry run writes nothing. */
  Applier.Outcome write(Write write) {
    return config.dryRun()
        ? new Applier.Outcome(Optional.empty(), Optional.empty())
        : new Applier(client).write(write);
  }

  private ChildComparison comparison() {
    return new ChildComparison(client.getKubernetesSerialization());
  }

  <R extends CustomResource<?, S>, S extends ExternalStatus> ExternalReporter<R, S> reporter(
      PrimaryStore<R> cache, Supplier<R> making) {
    return config.dryRun()
        ? new ExternalReporter.OfDryRun<>()
        : new ExternalReporter.OfCluster<>(
            new ConditionalStatusWriter<>(client, cache, making), events);
  }

  ExternalTelemetry telemetry(Class<?> kind) {
    return new ExternalTelemetry(meters, kind.getSimpleName());
  }

  Duration poll() {
    return config.resync().compareTo(POLL) < 0 ? config.resync() : POLL;
  }
}
