package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a call that AWS, or the way there, fails. */
class CallsTest {
  private final AtomicInteger requests = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpServer server = server();

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aDenialIsARefusalWithAwsWords() {
    answers(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}");

    var answer = kms().describe("alias/a");

    assertThat(answer.isRefusedWith("AccessDeniedException")).isTrue();
    assertThat(answer.failure().orElseThrow()).contains("kms:DescribeKey", "not authorized");
    assertThat(requests).hasValue(1);
  }

  @Test
  void throttlingIsNoRefusal() {
    answers(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");

    assertThat(kms().policy("a"))
        .isEqualTo(new Answer.Unreachable<>("kms:GetKeyPolicy: throttled by AWS", true));
    assertThat(requests).hasValue(3);
  }

  @Test
  void anErrorOfTheServerIsNoRefusal() {
    answers(500, "{}");

    assertThat(kms().rotation("a"))
        .isEqualTo(new Answer.Unreachable<>("kms:GetKeyRotationStatus: AWS answered 500"));
  }

  /** AWS could not tell a second call from a second key. */
  @Test
  void aCreationIsNeverTriedTwice() {
    answers(500, "{}");

    var answer = kms().create(new Kms.NewKey("", "{}", false, Map.of()));

    assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void aDeadEndpointIsAValue() {
    server.stop(0);

    assertThat(kms().tags("a")).isInstanceOf(Answer.Unreachable.class);
  }

  @Test
  void callsAreCounted() {
    answers(400, "{\"__type\":\"NotFoundException\",\"message\":\"none\"}");

    var unused = kms().describe("alias/a");

    assertThat(
            meters
                .get("hipaa.aws.calls")
                .tag("call", "kms:DescribeKey")
                .tag("answer", "Refused")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void withoutARegionNothingIsOpened() {
    var aws = new Aws(Aws.Location.NONE, meters);

    assertThat(aws.services().failure().orElseThrow()).contains("--aws-region");
  }

  /** Many ask, and each try takes long where AWS is slow. */
  @Test
  void whoWeAreIsNotAskedAgainAtOnceWhereAwsDoesNotAnswer() {
    answers(500, "{}");
    Account account = services().account();

    assertThat(account.identity().failure().orElseThrow()).contains("sts:GetCallerIdentity");
    int tried = requests.get();
    assertThat(account.identity()).isInstanceOf(Answer.Unreachable.class);
    assertThat(requests).hasValue(tried);
  }

  private Kms kms() {
    return services().kms();
  }

  private Aws.Services services() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var aws = new Aws(new Aws.Location(Optional.of("us-east-1"), Optional.of(endpoint)), meters);
    return ((Answer.Known<Aws.Services>) aws.services()).value();
  }

  private void answers(int code, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(code, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static HttpServer server() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
