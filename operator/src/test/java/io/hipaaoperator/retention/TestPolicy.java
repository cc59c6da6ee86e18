package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The policy {@code visits} of a test, and what it has in the cluster. */
record TestPolicy(TestCluster cluster, TestNamespace namespace) {

  /** Declares the database. */
  TestPolicy database() {
    apply("PhiDatabase", "records", Declared.databaseOf(namespace));
    return this;
  }

  /** Declares it, or declares it anew, with more of its spec. */
  TestPolicy declare(String more) {
    apply("RetentionPolicy", "visits", Declared.POLICY + more);
    return this;
  }

  private void apply(String kind, String name, String spec) {
    namespace.apply(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: %s
        metadata: {name: %s}
        spec:
        %s
        """
            .formatted(kind, name, spec.indent(2)));
  }

  Resource<RetentionPolicy> resource() {
    return cluster
        .admin()
        .resources(RetentionPolicy.class)
        .inNamespace(namespace.name())
        .withName("visits");
  }

  RetentionPolicyStatus status() {
    return Optional.ofNullable(resource().get())
        .map(RetentionPolicy::getStatus)
        .orElse(RetentionPolicyStatus.NONE);
  }

  Optional<Condition> condition(String type) {
    return status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** Waits until a condition of the newest spec has this reason. */
  Condition await(String type, String reason) {
    Eventually.until(
        () -> condition(type).map(TestPolicy::words).orElse("absent"),
        words -> words.contains(" " + reason + " ") && isCurrent());
    return condition(type).orElseThrow();
  }

  private static String words(Condition condition) {
    return condition.getStatus() + " " + condition.getReason() + " " + condition.getMessage();
  }

  private boolean isCurrent() {
    RetentionPolicy now = resource().get();
    return now.getStatus() != null
        && now.getMetadata().getGeneration().equals(now.getStatus().observedGeneration());
  }

  TestPolicy ready() {
    await("Ready", "Converged");
    return this;
  }

  /** The newest drift that this is true of. */
  DriftStatus awaitDrift(Predicate<DriftStatus> which) {
    return Eventually.until(
            () -> status().drift().stream().filter(which).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  CronJob cronJob() {
    return there(CronJob.class, "visits-purge");
  }

  ConfigMap plan() {
    return there(ConfigMap.class, "visits-purge-plan");
  }

  /** The document that a purge reads. */
  String document() {
    return Objects.requireNonNull(plan().getData().get("plan.json"));
  }

  NetworkPolicy network() {
    return there(NetworkPolicy.class, "visits-purge-network");
  }

  ServiceAccount account() {
    return there(ServiceAccount.class, "visits-purger");
  }

  <T extends HasMetadata> Resource<T> child(Class<T> kind, String name) {
    return cluster.admin().resources(kind).inNamespace(namespace.name()).withName(name);
  }

  private <T extends HasMetadata> T there(Class<T> kind, String name) {
    return Objects.requireNonNull(child(kind, name).get(), name);
  }

  /** Those of its children that are there. */
  List<String> children() {
    return Stream.of(
            child(ServiceAccount.class, "visits-purger"),
            child(ConfigMap.class, "visits-purge-plan"),
            child(NetworkPolicy.class, "visits-purge-network"),
            child(CronJob.class, "visits-purge"))
        .flatMap(child -> Stream.ofNullable(child.get()))
        .map(child -> child.getKind() + "@" + child.getMetadata().getResourceVersion())
        .toList();
  }

  /** Versions of it and its children. */
  List<String> versions() {
    return Stream.concat(
            children().stream(), Stream.of(resource().get().getMetadata().getResourceVersion()))
        .toList();
  }

  /** Changes a child as somebody does who should not. */
  static <T extends HasMetadata> void edit(Resource<T> child, PatchType type, String patch) {
    child.patch(
        new PatchContext.Builder().withPatchType(type).withFieldManager("night-shift").build(),
        patch);
  }
}
