package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.chart.Outcome;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Images;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The samples' clinic with its database and its policy, in a namespace of a test's own. */
record PurgedClinic(TestCluster cluster, TestNamespace namespace) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String SAMPLES = "sample-workloads/";

  /** Starts its database, declares what it declares, and brings in patients and a legal hold. */
  static PurgedClinic in(TestCluster cluster, TestNamespace namespace) {
    Images.load(Images.tool("postgres-image"));
    var clinic = new PurgedClinic(cluster, namespace);
    clinic.script("clinic/secrets");
    Stream.of("clinic/database.yaml", "clinic/workloads.yaml", "retention/policy.yaml")
        .forEach(clinic::apply);
    clinic.database(1);
    clinic.await("Ready", "Converged");
    clinic.script("retention/migrate");
    return clinic;
  }

  private void apply(String sample) {
    namespace.apply(
        Repository.text(SAMPLES + sample).replace(".clinic.svc", "." + namespace.name() + ".svc"));
  }

  /** Changes the policy. */
  void declare(String spec) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + spec + "}");
  }

  /** The database has so many pods: one, or none. */
  void database(int pods) {
    var database =
        admin().apps().deployments().inNamespace(namespace.name()).withName("records-db");
    database.scale(pods);
    database.waitUntilCondition(
        now ->
            Optional.ofNullable(now.getStatus().getReadyReplicas()).orElse(0) == pods
                && Optional.ofNullable(now.getStatus().getReplicas()).orElse(0) == pods,
        PATIENCE.toSeconds(),
        TimeUnit.SECONDS);
  }

  /** Begins a run as people do; returns how its container ended. */
  ContainerStateTerminated run(String job) {
    kubectl("create", "job", job, "--from=cronjob/visits-purge");
    return ended(job);
  }

  /** Waits for the end of a run's container. */
  ContainerStateTerminated ended(String job) {
    return Eventually.until(
            PATIENCE, () -> pod(job).flatMap(PurgedClinic::end), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<ContainerStateTerminated> end(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .flatMap(container -> Stream.ofNullable(container.getState().getTerminated()))
        .findFirst();
  }

  /** The pod of a run, if it is there already. */
  Optional<Pod> pod(String job) {
    return admin()
        .pods()
        .inNamespace(namespace.name())
        .withLabel("job-name", job)
        .list()
        .getItems()
        .stream()
        .findFirst();
  }

  /** What a container left, as the kubelet hands it on. */
  static JsonNode message(ContainerStateTerminated ended) {
    return Serialization.unmarshal(ended.getMessage(), JsonNode.class);
  }

  /** The run that the status shows, once it is this one. */
  Run lastRun(String job) {
    return Eventually.until(
        PATIENCE,
        () -> policy().getStatus().lastRun(),
        run -> run != null && run.job().startsWith(job));
  }

  String planHash() {
    return policy().getStatus().planHash();
  }

  /** Waits until a condition has this reason. */
  Condition await(String type, String reason) {
    return Eventually.until(
            PATIENCE,
            () -> condition(type),
            found -> found.filter(it -> it.getReason().equals(reason)).isPresent())
        .orElseThrow();
  }

  private Optional<Condition> condition(String type) {
    return Stream.ofNullable(policy().getStatus())
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  private RetentionPolicy policy() {
    return resource().get();
  }

  private Resource<RetentionPolicy> resource() {
    return admin()
        .resources(RetentionPolicy.class)
        .inNamespace(namespace.name())
        .withName("visits");
  }

  /** A number in the database. */
  long count(String what) {
    String answer =
        kubectl("exec", "deploy/records-db", "--", "sql", "SELECT count(*) FROM " + what);
    return Long.parseLong(answer.lines().skip(1).collect(Collectors.joining()).strip());
  }

  /** Its answer to a program of people. */
  String kubectl(String... arguments) {
    return run(new ProcessBuilder(kubectl(), "--namespace", namespace.name()), arguments);
  }

  private void script(String script) {
    run(new ProcessBuilder(Repository.file(SAMPLES + script).toString()), namespace.name());
  }

  private String run(ProcessBuilder program, String... more) {
    program.command(Stream.concat(program.command().stream(), Arrays.stream(more)).toList());
    program.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    program.environment().put("KUBECTL", kubectl());
    program.environment().put("HIPAA", hipaa());
    Outcome outcome = Outcome.of(program.redirectError(Redirect.INHERIT));
    assertThat(outcome.code()).as("exit code of %s", program.command()).isZero();
    return outcome.output();
  }

  private static String kubectl() {
    return Images.tool("kubectl").toString();
  }

  /** As these tests run it. */
  private static String hipaa() {
    String java = System.getProperty("java.home") + File.separator + "bin/java";
    return java + " -cp " + System.getProperty("java.class.path") + " io.hipaaoperator.Main";
  }

  private KubernetesClient admin() {
    return cluster.admin();
  }
}
