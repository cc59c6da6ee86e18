package io.hipaaoperator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics of an operator at one moment.
 *
 * @param text in Prometheus' format
 */
public record Scrape(String text) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"");

  /** Asks the operator that listens on this port. */
  static Scrape of(int port) {
    return new Scrape(get(port, "/metrics"));
  }

  /** Whether the operator that listens on this port says that it is ready. */
  static boolean isReady(int port) {
    try {
      return "ok\n".equals(get(port, "/readyz"));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String get(int port, String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sum of all series of a metric; 0 where there is none. */
  public double sum(String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** How many passes were made over workloads. */
  public int passes() {
    return (int) sum("hipaa_reconcile_duration_seconds_count");
  }

  /** The names of all labels of all metrics with this beginning. */
  public Set<String> labels(String prefix) {
    return text.lines()
        .filter(line -> line.startsWith(prefix))
        .flatMap(line -> LABEL.matcher(line).results().map((MatchResult m) -> m.group(1)))
        .collect(Collectors.toSet());
  }
}
