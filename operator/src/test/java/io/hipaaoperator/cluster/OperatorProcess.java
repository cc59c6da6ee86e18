package io.hipaaoperator.cluster;

import io.hipaaoperator.chart.Repository;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The operator as users run it: the packaged jar in a process of its own, that can be killed. */
public final class OperatorProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private OperatorProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one with the chart's rights and these options. */
  public static OperatorProcess start(TestCluster cluster, String... options) {
    return start(cluster, Map.of(), options);
  }

  /** The same with more in its environment. */
  static OperatorProcess start(
      TestCluster cluster, Map<String, String> environment, String... options) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-jar", Repository.file("operator/target/hipaa.jar").toString()));
    command.addAll(List.of("operator", "--http-port", String.valueOf(port)));
    command.addAll(List.of("--lease-namespace", TestCluster.NAMESPACE));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(log()));
    builder.environment().put("KUBECONFIG", cluster.operatorKubeconfig().toString());
    builder.environment().putAll(environment);
    try {
      return new OperatorProcess(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File log() {
    return Repository.file("operator/target/operator-process.log").toFile();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it says that it is ready. */
  public OperatorProcess ready() {
    Eventually.until(START, () -> Scrape.isReady(port), Boolean.TRUE::equals);
    return this;
  }

  /** What it says about itself. */
  public Scrape scrape() {
    return Scrape.of(port);
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, as the kubelet sends it; returns the exit code. */
  public int stop() {
    process.destroy();
    return process.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
