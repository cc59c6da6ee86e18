package io.hipaaoperator.cluster;

import io.hipaaoperator.chart.Outcome;
import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Where the tests find a cluster: {@code -Dhipaa.test.kubeconfig}, else the local cluster, which is
 * started if it is not up ({@code -Dhipaa.test.cluster} is its name, each further JVM that runs
 * tests beside the first appends what it is), else k3s in a container. None is a failure.
 */
record Kubeconfig(Path file, boolean isLocal) {
  private static final String PROPERTY = "hipaa.test.kubeconfig";
  private static final String FIRST = "fork-1";
  private static final String NAME =
      System.getProperty("hipaa.test.cluster", "hipaa")
          + forked(System.getProperty("hipaa.test.fork", FIRST));
  private static final String K3S = "rancher/k3s:v1.34.1-k3s1";

  /** Found once for all tests of this JVM. */
  private static final class Found {
    static final Kubeconfig FOUND = find();
  }

  /**
   * Path of a kubeconfig with the rights of an administrator, and whether it is the local
   * cluster's.
   */
  static Kubeconfig found() {
    return Found.FOUND;
  }

  private static Kubeconfig find() {
    String explicit = System.getProperty(PROPERTY, "");
    if (!explicit.isBlank()) {
      return new Kubeconfig(Path.of(explicit), false);
    }
    Outcome up = cluster("up");
    if (up.code() == 0) {
      return new Kubeconfig(Path.of(cluster("kubeconfig").output().strip()), true);
    }
    if (isDockerThere()) {
      return new Kubeconfig(k3s(), false);
    }
    throw new IllegalStateException(
        "no cluster to test on: the local cluster did not start (exit code %d, see above), no Docker engine answers, and -D%s is not set"
            .formatted(up.code(), PROPERTY));
  }

  /** Runs the local cluster's script; its progress goes to standard error. */
  static Outcome cluster(String... arguments) {
    return clusterNamed(NAME, arguments);
  }

  /** The same for a cluster of some name. */
  static Outcome clusterNamed(String name, String... arguments) {
    String script = Repository.file("sample-workloads/local-cluster/cluster").toString();
    var command = new ArrayList<String>();
    command.add(script);
    command.addAll(List.of(arguments));
    command.addAll(List.of("--name", name));
    return Outcome.of(new ProcessBuilder(command).redirectError(Redirect.INHERIT));
  }

  private static String forked(String fork) {
    return fork.equals(FIRST) ? "" : "-" + fork;
  }

  private static boolean isDockerThere() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Testcontainers removes the container when the JVM ends. */
  @SuppressWarnings("resource")
  private static Path k3s() {
    K3sContainer container = new K3sContainer(DockerImageName.parse(K3S));
    container.start();
    try {
      Path file = Files.createTempFile("k3s", ".kubeconfig");
      Files.writeString(file, container.getKubeConfigYaml());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
