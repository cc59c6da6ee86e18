package io.hipaaoperator.audit;

import io.hipaaoperator.api.SinkAlarms;
import io.hipaaoperator.api.SinkAlarms.Api;
import io.hipaaoperator.api.SinkAlarms.Duration;
import io.hipaaoperator.api.SinkAlarms.Lambda;
import io.hipaaoperator.api.SinkAlarms.Limit;
import io.hipaaoperator.aws.Alarms.Series;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Alarms on metrics that AWS has of a function and of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Metrics
 *     of Lambda</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">Metrics
 *     of API Gateway</a>
 */
final class ServiceAlarms {
  private static final String LAMBDA = "AWS/Lambda";
  private static final String API = "AWS/ApiGateway";
  private static final String GROUPS = "/aws/lambda/";

  private final DeclaredSink sink;

  private ServiceAlarms(DeclaredSink sink) {
    this.sink = sink;
  }

  /** Those that a sink declares. */
  static Stream<Watch> of(DeclaredSink sink) {
    var all = new ServiceAlarms(sink);
    SinkAlarms declared = sink.spec().alarms();
    return Stream.concat(
        Optional.ofNullable(declared.lambda()).stream().flatMap(all::lambda),
        Optional.ofNullable(declared.api()).stream().flatMap(all::api));
  }

  private Stream<Watch> lambda(Lambda lambda) {
    Map<String, String> function = Map.of("FunctionName", function(lambda));
    Limit errors = declared(lambda.errors()).or(1, 5);
    return Stream.concat(
        Stream.of(sum("lambda-errors", LAMBDA, "Errors", function, errors)),
        Optional.ofNullable(lambda.duration()).stream().map(d -> duration(function, d)));
  }

  private String function(Lambda lambda) {
    return lambda.function() == null ? sink.group().substring(GROUPS.length()) : lambda.function();
  }

  private Watch duration(Map<String, String> function, Duration longest) {
    int minutes = Objects.requireNonNullElse(longest.periodMinutes(), 5);
    return watch(
        "lambda-duration",
        "Duration",
        Watch.series(LAMBDA, "Duration", function, "Maximum", minutes),
        longest.milliseconds());
  }

  private Stream<Watch> api(Api api) {
    boolean isRest = api.restApi() != null;
    Limit client = declared(api.clientErrors()).or(50, 5);
    Limit server = declared(api.serverErrors()).or(5, 5);
    return Stream.of(
        sum("api-4xx", API, isRest ? "4XXError" : "4xx", dimensions(api), client),
        sum("api-5xx", API, isRest ? "5XXError" : "5xx", dimensions(api), server));
  }

  private static Map<String, String> dimensions(Api api) {
    Map<String, String> all = new TreeMap<>();
    Optional.ofNullable(api.restApi()).ifPresent(name -> all.put("ApiName", name));
    Optional.ofNullable(api.httpApi()).ifPresent(id -> all.put("ApiId", id));
    Optional.ofNullable(api.stage()).ifPresent(stage -> all.put("Stage", stage));
    return all;
  }

  private static Limit declared(@Nullable Limit limit) {
    return Objects.requireNonNullElse(limit, Limit.NOTHING_SAID);
  }

  private Watch sum(
      String leaf, String namespace, String metric, Map<String, String> of, Limit limit) {
    return watch(
        leaf,
        metric,
        Watch.series(namespace, metric, of, "Sum", Watch.minutes(limit)),
        Watch.threshold(limit));
  }

  private Watch watch(String leaf, String what, Series series, int threshold) {
    String of = what + " of " + String.join(" ", series.dimensions().values());
    return new Watch(Optional.empty(), Watch.alarm(sink, leaf, of, series, threshold));
  }
}
