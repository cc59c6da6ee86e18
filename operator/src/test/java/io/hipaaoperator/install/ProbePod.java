package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Api;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real pod that answers on port 5432 and tries real connections. */
record ProbePod(KubernetesClient client, String namespace, String name, String address) {
  static final int PORT = 5432;

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s, namespace: %2$s, labels: {app: %1$s%4$s}}
      spec:
        automountServiceAccountToken: false
        terminationGracePeriodSeconds: 0
        containers:
        - name: probe
          image: localhost/hipaa-operator/tool:1
          command: [probe, serve, --tcp, "%3$d"]
          ports: [{name: postgres, containerPort: %3$d}]
          securityContext: {runAsNonRoot: true, runAsUser: 65532, allowPrivilegeEscalation: false}
      """;

  /** Creates one, labelled {@code app} with its name; returns when it has started. */
  static ProbePod start(KubernetesClient client, String namespace, String name) {
    return create(client, namespace, name, "");
  }

  /** The same with the label that pods of this RetentionPolicy's purge have. */
  static ProbePod start(KubernetesClient client, String namespace, String name, String policy) {
    return create(client, namespace, name, ", " + Api.RETENTION_POLICY + ": " + policy);
  }

  /** The pod that runs already, with this label. */
  static ProbePod of(KubernetesClient client, String namespace, String label, String value) {
    Pod pod =
        client.pods().inNamespace(namespace).withLabel(label, value).list().getItems().getFirst();
    String name = pod.getMetadata().getName();
    return new ProbePod(client, namespace, name, pod.getStatus().getPodIP());
  }

  private static ProbePod create(
      KubernetesClient client, String namespace, String name, String labels) {
    client
        .resource(Serialization.<Pod>unmarshal(MANIFEST.formatted(name, namespace, PORT, labels)))
        .create();
    Pod ready =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .waitUntilReady(LONGEST.toSeconds(), TimeUnit.SECONDS);
    return new ProbePod(client, namespace, name, ready.getStatus().getPodIP());
  }

  /** Asserts that a new connection gets through, at once or within some seconds. */
  void reaches(ProbePod other) {
    assertThat(becomes(other, true)).as("%s reaches %s", name, other.name).isTrue();
  }

  /** Asserts that no new connection gets through, at once or within some seconds. */
  void doesNotReach(ProbePod other) {
    assertThat(becomes(other, false)).as("%s is cut off from %s", name, other.name).isTrue();
  }

  private boolean becomes(ProbePod other, boolean open) {
    Instant end = Instant.now().plus(LONGEST);
    while (Instant.now().isBefore(end)) {
      if (connects(other) == open) {
        return true;
      }
    }
    return false;
  }

  /** A try that could not be made is a failure of the test, never a closed way. */
  private boolean connects(ProbePod other) {
    String port = String.valueOf(PORT);
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .writingOutput(OutputStream.nullOutputStream())
            .exec("probe", "connect", "tcp", other.address, port, "--timeout", "1s")) {
      int code = exec.exitCode().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
      assertThat(code).as("exit code of probe in %s", name).isBetween(0, 1);
      return code == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("probe in " + name, e);
    }
  }
}
