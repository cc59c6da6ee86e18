package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A pod that runs: it answers on some ports, and tries connections to others. */
record LivePod(KubernetesClient client, Pod pod) {
  private static final long LONGEST_SECONDS = 60;
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %1$s, namespace: %2$s, labels: {app: %1$s}}
      spec:
        automountServiceAccountToken: false
        terminationGracePeriodSeconds: 0
        containers:
        - name: probe
          image: localhost/hipaa-operator/tool:1
          command: [probe, serve, --tcp, "8080,9000-9003", --udp, "5353"]
          ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 5353, protocol: UDP}]
      """;

  /** Creates one, labelled {@code app} with its name; it is not awaited. */
  static LivePod create(KubernetesClient client, String namespace, String name) {
    Pod pod = Serialization.unmarshal(MANIFEST.formatted(name, namespace));
    return new LivePod(client, client.resource(pod).create());
  }

  /** The same pod once it runs. */
  LivePod ready() {
    return new LivePod(
        client, client.resource(pod).waitUntilReady(LONGEST_SECONDS, TimeUnit.SECONDS));
  }

  String address() {
    return pod.getStatus().getPodIP();
  }

  /** Tries lines {@code tcp HOST PORT}, all at once; whether each is open. */
  List<Boolean> tries(List<String> lines) {
    String table = String.join("\\n", lines);
    String answers = run("printf '" + table + "\\n' | probe table - --timeout 1s");
    List<Boolean> open = answers.lines().map(line -> line.contains(" open")).toList();
    if (open.size() != lines.size()) {
      throw new IllegalStateException("probe answered " + answers);
    }
    return open;
  }

  private String run(String script) {
    var out = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .writingOutput(out)
            .exec("sh", "-c", script)) {
      @Nullable Integer code = exec.exitCode().get(LONGEST_SECONDS, TimeUnit.SECONDS);
      if (code == null || code > 1) {
        throw new IllegalStateException("probe ended with " + code);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
