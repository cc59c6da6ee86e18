package io.hipaaoperator.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One HTTP request to AWS.
 *
 * @param action what is asked for, for example CreateKey; empty where only the path says it
 * @param method GET, POST, ...
 * @param path path and query
 * @param headers its headers
 * @param body what is sent, a character for each byte
 */
public record AwsCall(
    String action, String method, String path, Map<String, List<String>> headers, String body) {

  /** Services that speak JSON name the action in a header, behind their own name. */
  private static final String TARGET = "X-amz-target";

  /** Those that speak CBOR, such as CloudWatch, name it at the end of the path. */
  private static final Pattern CBOR = Pattern.compile("/service/\\w+/operation/(\\w+)$");

  /** Those that speak the query protocol, such as STS, name it in the body. */
  private static final Pattern QUERY = Pattern.compile("(?:^|&)Action=(\\w+)");

  static AwsCall of(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
    String action =
        Optional.ofNullable(headers.getFirst(TARGET))
            .map(target -> target.substring(target.indexOf('.') + 1))
            .or(() -> first(CBOR, exchange.getRequestURI().getPath()))
            .or(() -> first(QUERY, body))
            .orElse("");
    return new AwsCall(
        action, exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).findFirst();
  }

  /** Whether this is asked for. */
  public static Predicate<AwsCall> to(String action) {
    return call -> call.action().equals(action);
  }

  /** Whether this bucket of S3 is to be made. */
  public static Predicate<AwsCall> toCreateBucket(String bucket) {
    return call -> call.method().equals("PUT") && call.path().matches("/" + bucket + "/?");
  }

  boolean isCbor() {
    return CBOR.matcher(path).find();
  }

  /** S3 names no action. */
  boolean isRest() {
    return action.isEmpty();
  }

  boolean isJson() {
    return headers.containsKey(TARGET);
  }

  /** The same request to this endpoint. */
  HttpRequest at(URI endpoint) {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, BodyPublishers.ofString(body, ISO_8859_1));
    AwsAnswer.passedOn(headers)
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return request.build();
  }
}
