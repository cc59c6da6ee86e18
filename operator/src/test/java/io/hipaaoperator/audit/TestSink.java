package io.hipaaoperator.audit;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** One AuditSink of a test, the EncryptionKey that it may name, and the log group made for it. */
final class TestSink implements AutoCloseable {
  private static final String KEY =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: EncryptionKey
      metadata: {name: %s}
      spec: {alias: %s, principals: {logs: ['arn:aws:logs:us-east-1:123456789012:log-group:%s']}}
      """;
  private static final String SINK =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: AuditSink
      metadata: {name: %s}
      spec: {class: %s, logGroup: {name: %s%s}%s}
      """;

  private static final String FOUND =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: AuditSink
      metadata: {name: %s}
      spec: {class: %s, logGroup: {adopt: true, discover: {%s}}}
      """;

  private final TestCluster cluster;
  private final String logClass;
  private final String name = "it-" + UUID.randomUUID();
  private final String group;

  private TestSink(TestCluster cluster, String logClass, Optional<String> group) {
    this.cluster = cluster;
    this.logClass = logClass;
    this.group = group.orElse("/it/" + name);
  }

  /** One that is not declared yet. */
  static TestSink of(TestCluster cluster, String logClass) {
    return new TestSink(cluster, logClass, Optional.empty());
  }

  /** One that is not declared yet, and names the log group of another. */
  static TestSink sharing(TestSink other) {
    return new TestSink(other.cluster, other.logClass, Optional.of(other.group));
  }

  /** Declares one for audit logs with a key of its own, with more of its log group as YAML. */
  static TestSink audit(TestCluster cluster, String more) {
    var sink = of(cluster, "audit");
    sink.declareKey();
    sink.declare("keyRef: {name: " + sink.name + "}" + (more.isEmpty() ? "" : ", " + more));
    return sink;
  }

  /** Declares the key that bears its name. */
  void declareKey() {
    apply(KEY.formatted(name, alias(), group()));
  }

  /** Declares it, or declares it anew. */
  TestSink declare(String more) {
    return declare(more, "");
  }

  /** Declares it, with more of its log group and more of its spec as YAML. */
  TestSink declare(String group, String more) {
    apply(SINK.formatted(name, logClass, group(), item(group), item(more)));
    return this;
  }

  /** Declares how its group is found, or declares it anew. */
  TestSink discover(String how) {
    apply(FOUND.formatted(name, logClass, how));
    return this;
  }

  private static String item(String yaml) {
    return yaml.isEmpty() ? "" : ", " + yaml;
  }

  /** Declares one for audit logs with a key of its own, and an archive of which this is more. */
  static TestSink archived(TestCluster cluster, String more) {
    var sink = of(cluster, "audit");
    sink.declareKey();
    return sink.archive(more);
  }

  /** Declares its archive, or declares it anew. */
  TestSink archive(String more) {
    return declare(
        "keyRef: {name: " + name + "}", "archive: {bucket: " + bucket() + item(more) + "}");
  }

  /** Asks for a look at everything. */
  void look() {
    resource()
        .edit(
            sink -> {
              sink.getMetadata().setAnnotations(Map.of(Api.LOOK, UUID.randomUUID().toString()));
              return sink;
            });
  }

  String bucket() {
    return name;
  }

  private void apply(String yaml) {
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

  String group() {
    return group;
  }

  private String alias() {
    return "alias/it/" + name;
  }

  Resource<AuditSink> resource() {
    return cluster.admin().resources(AuditSink.class).withName(name);
  }

  private Resource<EncryptionKey> key() {
    return cluster.admin().resources(EncryptionKey.class).withName(name);
  }

  AuditSink get() {
    return Objects.requireNonNull(resource().get(), name);
  }

  AuditSinkStatus status() {
    return Objects.requireNonNullElse(get().getStatus(), AuditSinkStatus.NONE);
  }

  AuditSinkStatus await(Predicate<AuditSinkStatus> condition) {
    return Eventually.until(this::status, condition);
  }

  /** Waits until the operator has seen the newest spec and Ready has this reason. */
  Condition awaitReady(String reason) {
    Eventually.until(
        this::get,
        now ->
            now.getStatus() != null
                && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration())
                && reason.equals(condition("Ready").map(Condition::getReason).orElse("")));
    return condition("Ready").orElseThrow();
  }

  /** Waits until it is as declared. */
  TestSink ready() {
    awaitReady("Converged");
    return this;
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** Waits until a condition has this status. */
  void awaitCondition(String type, String status) {
    Eventually.until(() -> condition(type).map(Condition::getStatus).orElse(""), status::equals);
  }

  /** The newest drift, once there is one. */
  DriftStatus awaitDrift() {
    return await(status -> !status.drift().isEmpty()).drift().getFirst();
  }

  String uid() {
    return get().getMetadata().getUid();
  }

  /** ARN of the key that bears its name. */
  String keyArn() {
    return Objects.requireNonNull(Objects.requireNonNull(key().get()).getStatus().arn());
  }

  /** Declares that it is only looked at, as its owner does. */
  void observe() {
    merge("{\"spec\":{\"enforcement\":\"Observe\"}}");
  }

  /** Changes it as somebody does. */
  void merge(String patch) {
    resource()
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("test")
                .build(),
            patch);
  }

  /** The reasons of the events on it. */
  List<String> events() {
    return cluster.admin().v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .map(Event::getReason)
        .toList();
  }

  @Override
  public void close() {
    resource().delete();
    cluster.removeKey(name);
    Reviews.remove(name);
    if (group.endsWith(name)) {
      Groups.remove(group);
    }
    ArchiveBuckets.remove(bucket());
  }
}
