package io.hipaaoperator.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The HTTP response of AWS to a call.
 *
 * @param status for example 200
 * @param headers its headers
 * @param body what is answered, a character for each byte
 */
record AwsAnswer(int status, Map<String, List<String>> headers, String body) {
  /** Headers that belong to one connection, and are not passed on to another. */
  private static final Set<String> HOP =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private static final int NO_BODY = -1;
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String XML = "text/xml";
  private static final String ERROR = "<Error><Code>%s</Code><Message>%s</Message></Error>";

  /** CBOR, RFC 8949: what begins so. */
  private static final char MAP_OF_TWO = '\u00a2';

  /** A text whose length is in the next byte. */
  private static final char TEXT = '\u0078';

  static AwsAnswer of(HttpResponse<String> response) {
    return new AwsAnswer(response.statusCode(), response.headers().map(), response.body());
  }

  /** An error in the words of the protocol in which the call was made. */
  static AwsAnswer of(AwsFault.Refused refused, AwsCall call) {
    if (call.isCbor()) {
      return cbor(refused);
    }
    if (call.isJson()) {
      return error(refused, JSON, "{\"__type\":\"%s\",\"message\":\"%s\"}");
    }
    return error(
        refused, XML, call.isRest() ? ERROR : "<ErrorResponse>" + ERROR + "</ErrorResponse>");
  }

  private static AwsAnswer cbor(AwsFault.Refused refused) {
    return new AwsAnswer(
        refused.status(),
        Map.of(
            "Content-Type", List.of("application/cbor"), "smithy-protocol", List.of("rpc-v2-cbor")),
        MAP_OF_TWO
            + cbor("__type")
            + cbor(refused.code())
            + cbor("message")
            + cbor(refused.message()));
  }

  /** A text of less than 256 characters. */
  private static String cbor(String text) {
    return "" + TEXT + (char) text.length() + text;
  }

  private static AwsAnswer error(AwsFault.Refused refused, String type, String form) {
    return new AwsAnswer(
        refused.status(),
        Map.of("Content-Type", List.of(type)),
        form.formatted(refused.code(), refused.message()));
  }

  void to(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().putAll(passedOn(headers));
    byte[] bytes = body.getBytes(ISO_8859_1);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  static Map<String, List<String>> passedOn(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .filter(header -> !HOP.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
