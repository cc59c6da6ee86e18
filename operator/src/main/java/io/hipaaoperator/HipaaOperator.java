package io.hipaaoperator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.KnownVolumes;
import io.hipaaoperator.children.ConfirmedWrites;
import io.hipaaoperator.controls.Catalogue;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.external.ExternalReconciler;
import io.hipaaoperator.health.HttpEndpoint;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.CacheMonitor;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.EventRecorder;
import io.hipaaoperator.kube.LeaderLease;
import io.hipaaoperator.kube.PrimaryStore;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.StatusWriter;
import io.hipaaoperator.secret.SealedSecrets;
import io.hipaaoperator.secret.WorkloadSecrets;
import io.hipaaoperator.workload.ClusterReporter;
import io.hipaaoperator.workload.DryRunReporter;
import io.hipaaoperator.workload.ExposureTriggers;
import io.hipaaoperator.workload.LiveCluster;
import io.hipaaoperator.workload.LiveStores;
import io.hipaaoperator.workload.PhiWorkloadReconciler;
import io.hipaaoperator.workload.Plan;
import io.hipaaoperator.workload.Reporter;
import io.hipaaoperator.workload.SecretTriggers;
import io.hipaaoperator.workload.SinkUsers;
import io.hipaaoperator.workload.StoreTriggers;
import io.hipaaoperator.workload.WorkloadGauges;
import io.hipaaoperator.workload.WorkloadPass;
import io.hipaaoperator.workload.WorkloadTelemetry;
import io.hipaaoperator.workload.WorkloadTriggers;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running operator: all of its wiring, its start and its stop. */
public final class HipaaOperator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HipaaOperator.class);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** How long policies of other APIs may be there unnoticed, at most. */
  private static final Duration LOOK = Duration.ofMinutes(2);

  /** No pass may see a world that is only half listed. */
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

  private final OperatorConfig config;
  private final KubernetesClient client;
  private final Caches caches;
  private final CacheMonitor monitor;
  private final RecentWrites<NetworkPolicy> recent = new RecentWrites<>();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Operator operator;
  private final EventRecorder events;
  private final Aws aws;
  private final KnownVolumes volumes;
  private final Optional<SealedSecrets> sealed;
  private final HttpEndpoint http;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean blind = new AtomicBoolean();

  /** Wires an operator that is not started yet; closing it closes the client. */
  public HipaaOperator(OperatorConfig config, KubernetesClient client) {
    this(config, client, LOOK);
  }

  /** The same, with a pause of its own between two looks for policies of other APIs. */
  public HipaaOperator(OperatorConfig config, KubernetesClient client, Duration look) {
    this.config = config;
    this.client = client;
    this.caches = Caches.of(client, Clock.systemUTC(), look);
    this.events = new EventRecorder(client, Clock.systemUTC());
    this.operator = new Operator(this::configure);
    this.aws = new Aws(config.aws(), meters);
    this.volumes = new KnownVolumes(() -> aws.services().map(Services::volumes));
    this.sealed =
        config.sealedSecrets().map(it -> new SealedSecrets(client, it, look, Clock.systemUTC()));
    var gauges =
        new WorkloadGauges(
            meters, key -> caches.workloads().get(key.namespace(), key.name()).isPresent());
    var triggers = new WorkloadTriggers(caches, recent, this::covers);
    StoreTriggers.listen(caches, volumes, triggers);
    ExposureTriggers.listen(caches, triggers);
    SinkUsers.listen(caches, triggers);
    sealed.ifPresent(it -> SecretTriggers.listen(caches, it, triggers));
    var controller =
        operator.register(
            reconciler(new WorkloadTelemetry(meters, gauges), triggers), this::configure);
    caches.health().add(PhiWorkload.class, () -> CacheMonitor.isWatching(controller));
    this.monitor = new CacheMonitor(caches.health(), meters, triggers::fireAll);
    this.http =
        new HttpEndpoint(config.httpPort(), () -> scrape(gauges, meters), this::live, this::ready);
  }

  /** Starts watching, then reconciling; returns when all caches are filled. */
  public void start() {
    http.start();
    caches.start().join();
    sealed.ifPresent(it -> it.start().join());
    new ExternalKinds(config, client, events, aws, meters).register(caches, this::register);
    operator.start();
    LaterWork.calm(operator);
    monitor.start();
    LOG.atInfo().addKeyValue("mode", config.most()).addKeyValue("port", http.port()).log("started");
  }

  /** Port of health and metrics. */
  public int httpPort() {
    return http.port();
  }

  /** Finishes running reconciles, gives the lease back and stops. */
  @Override
  public void close() {
    stopping.set(true);
    monitor.close();
    operator.stop();
    LaterWork.stop(operator);
    if (elects()) {
      new LeaderLease(client, config.leaseNamespace(), config.leaseName())
          .release(config.identity());
    }
    volumes.close();
    sealed.ifPresent(SealedSecrets::close);
    aws.close();
    caches.close();
    http.close();
    events.close();
    client.close();
  }

  private <R extends CustomResource<?, ?>> void register(
      Class<R> kind, Reconciler<R> reconciler, PrimaryStore<R> cache) {
    var controller =
        operator.register(
            reconciler,
            overrider ->
                basics(overrider)
                    .withName(kind.getSimpleName().toLowerCase(Locale.ROOT))
                    .withItemStore(cache)
                    .withGenericFilter(this::covers)
                    .withOnUpdateFilter(HipaaOperator::isOfInterest));
    caches.health().add(kind, () -> CacheMonitor.isWatching(controller));
  }

  private static String scrape(WorkloadGauges gauges, PrometheusMeterRegistry meters) {
    gauges.refresh();
    return meters.scrape();
  }

  private PhiWorkloadReconciler reconciler(WorkloadTelemetry telemetry, WorkloadTriggers triggers) {
    var comparison = new ChildComparison(client.getKubernetesSerialization());
    var passes =
        new WorkloadPass(
            config.enforcement(),
            new LiveCluster(caches, recent, new LiveStores(caches, volumes)),
            new Plan(Catalogue.WORKLOAD, comparison),
            new ConfirmedWrites(comparison, new Applier(client)::write),
            recent,
            sealed.map(SealedSecrets::kept).orElseGet(WorkloadSecrets::disabled),
            Clock.systemUTC());
    return new PhiWorkloadReconciler(passes, reporter(), telemetry, triggers, Clock.systemUTC());
  }

  private Reporter reporter() {
    return config.dryRun()
        ? new DryRunReporter()
        : new ClusterReporter(new StatusWriter(client, caches.workloads()), events);
  }

  /** May run more than once: it must not create anything that has to be closed. */
  private void configure(ConfigurationServiceOverrider service) {
    service
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withResourceCloner(new AsIs())
        .withConcurrentReconciliationThreads(
            config.threads() + ExternalKinds.COUNT * ExternalReconciler.THREADS)
        .withReconciliationTerminationTimeout(GRACE)
        .checkingCRDAndValidateLocalModel(false)
        .withStopOnInformerErrorDuringStartup(false)
        .withCacheSyncTimeout(AS_LONG_AS_IT_TAKES)
        .withInformerStoppedHandler((informer, failure) -> blind.set(true));
    if (elects()) {
      service.withLeaderElectionConfiguration(Leadership.of(config, stopping::get));
    }
  }

  private boolean elects() {
    return config.leaderElection() && !config.dryRun();
  }

  /** All are watched, since each may be named as a peer; those of our namespaces are reconciled. */
  private void configure(ControllerConfigurationOverrider<PhiWorkload> controller) {
    basics(controller)
        .withName("phiworkload")
        .withItemStore(caches.workloads())
        .withGenericFilter(this::covers)
        .withOnUpdateFilter(HipaaOperator::isOfInterest);
  }

  /** What holds for every kind. */
  private <R extends HasMetadata> ControllerConfigurationOverrider<R> basics(
      ControllerConfigurationOverrider<R> controller) {
    return controller
        .withReconciliationMaxInterval(config.resync())
        .withRetry(
            new GenericRetry()
                .withoutMaxAttempts()
                .setInitialInterval(1_000)
                .setIntervalMultiplier(2)
                .setMaxInterval(60_000))
        .withGenerationAware(false);
  }

  /** What is in no namespace is everybody's. */
  private boolean covers(HasMetadata resource) {
    String namespace = resource.getMetadata().getNamespace();
    return namespace == null || config.covers(namespace);
  }

  /** Another resource, spec or annotation, one of which asks for a look; not our own status. */
  private static boolean isOfInterest(HasMetadata after, HasMetadata before) {
    var now = after.getMetadata();
    var then = before.getMetadata();
    return !Objects.equals(now.getUid(), then.getUid())
        || !Objects.equals(now.getGeneration(), then.getGeneration())
        || !Objects.equals(now.getAnnotations(), then.getAnnotations());
  }

  private boolean live() {
    return !blind.get() && !caches.dead();
  }

  private boolean ready() {
    return caches.synced() && operator.getRuntimeInfo().isStarted();
  }
}
