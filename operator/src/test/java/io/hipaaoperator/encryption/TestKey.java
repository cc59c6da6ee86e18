package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One EncryptionKey of a test, and the key made for it. */
final class TestKey implements AutoCloseable {
  private final TestCluster cluster;
  private final String name = "it-" + UUID.randomUUID();

  private TestKey(TestCluster cluster) {
    this.cluster = cluster;
  }

  /** Declares one, with more of its spec as YAML. */
  static TestKey declare(TestCluster cluster, String more) {
    var key = new TestKey(cluster);
    key.apply(more);
    return key;
  }

  /** An enforcing operator that looks every second, with these namespaces. */
  static RunningOperator operator(TestCluster cluster, TestNamespace... namespaces) {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespaces),
        cluster.operator());
  }

  /** What only the namespaces of a test are labelled with. */
  static String mark(TestNamespace namespace) {
    return "of-" + namespace.name();
  }

  /** JSON merge patch, as somebody does behind the operator's back. */
  static void edit(Resource<?> object, String merge) {
    object.patch(
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("night-shift")
            .build(),
        merge);
  }

  /** Its ConfigMap in a namespace whose name ends so. */
  Resource<ConfigMap> map(TestNamespace in, String ending) {
    return cluster.admin().configMaps().inNamespace(in.name()).withName(name + ending);
  }

  /** The same, once it is there. */
  ConfigMap awaitMap(TestNamespace in, String ending) {
    return Objects.requireNonNull(
        Eventually.until(() -> map(in, ending).get(), map -> map != null));
  }

  /** Declares it anew. */
  void apply(String more) {
    String yaml =
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: EncryptionKey
        metadata: {name: %s}
        spec: {alias: %s%s}
        """
            .formatted(name, alias(), more.isEmpty() ? "" : ", " + more);
    cluster
        .admin()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .fieldManager("test")
        .forceConflicts()
        .serverSideApply();
  }

  String name() {
    return name;
  }

  String alias() {
    return "alias/it/" + name;
  }

  Resource<EncryptionKey> resource() {
    return cluster.admin().resources(EncryptionKey.class).withName(name);
  }

  EncryptionKey get() {
    return Objects.requireNonNull(resource().get(), name);
  }

  EncryptionKeyStatus status() {
    return Objects.requireNonNullElse(get().getStatus(), EncryptionKeyStatus.NONE);
  }

  String id() {
    return Objects.requireNonNull(status().keyId());
  }

  /** Ids of all keys that were made for it. */
  List<String> made() {
    return Keys.made(get().getMetadata().getUid());
  }

  EncryptionKeyStatus await(Predicate<EncryptionKeyStatus> condition) {
    return Eventually.until(this::status, condition);
  }

  /** Waits until the operator has seen the newest spec and Ready has this reason. */
  Condition awaitReady(String reason) {
    return awaitReady(Duration.ofSeconds(60), reason);
  }

  /** The same, for as long as this. */
  Condition awaitReady(Duration patience, String reason) {
    Eventually.until(patience, this::get, now -> isSeen(now) && reason.equals(reason()));
    return condition("Ready").orElseThrow();
  }

  private static boolean isSeen(EncryptionKey key) {
    return key.getStatus() != null
        && key.getMetadata().getGeneration().equals(key.getStatus().observedGeneration());
  }

  /** The reason of Ready; empty while nobody has looked. */
  String reason() {
    return condition("Ready").map(Condition::getReason).orElse("");
  }

  /** Waits until it is as declared. */
  TestKey ready() {
    awaitReady("Converged");
    return this;
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** The newest drift, once there is one. */
  DriftStatus awaitDrift() {
    return await(status -> !status.drift().isEmpty()).drift().getFirst();
  }

  /** The newest drift of this path, once there is one. */
  DriftStatus awaitDrift(String path) {
    return Eventually.until(() -> drift(path), Optional::isPresent).orElseThrow();
  }

  private Optional<DriftStatus> drift(String path) {
    return status().drift().stream().filter(drift -> path.equals(drift.path())).findFirst();
  }

  /** Waits until the operator has looked at it once more, and once more. */
  void awaitLooks(RunningOperator operator) {
    String count = "hipaa_external_reconcile_duration_seconds_count";
    double before = operator.scrape().sum(count);
    look();
    Eventually.until(() -> operator.scrape().sum(count), now -> now > before + 2);
  }

  /** The reasons of the events on it. */
  List<String> events() {
    return cluster.admin().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .map(Event::getReason)
        .toList();
  }

  /** JSON merge patch of the resource, as its owner does. */
  void patch(String merge) {
    resource()
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("test")
                .build(),
            merge);
  }

  /** Asks for another look, now. */
  void look() {
    patch("{\"metadata\":{\"annotations\":{\"look\":\"" + UUID.randomUUID() + "\"}}}");
  }

  /** Lets a part of its status get lost, as when it could not be written. */
  void forget(String part) {
    resource()
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"%s\":null}}".formatted(part));
  }

  /** Lets the claim be as old as it takes AWS to show what was made under it, just now. */
  void settle() {
    resource()
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"claim\":{\"time\":\"%s\"}}}"
                .formatted(Instant.now().minus(KeyCreation.SETTLED)));
    look();
  }

  @Override
  public void close() {
    String[] made = made().toArray(String[]::new);
    cluster.removeKey(name);
    Keys.remove(alias(), made);
  }
}
