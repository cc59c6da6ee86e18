package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.core.SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
import static software.amazon.awssdk.core.SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI;
import static software.amazon.awssdk.core.SdkSystemSetting.AWS_ROLE_ARN;
import static software.amazon.awssdk.core.SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is told of credentials that can't be had: the source that was configured, and no secret. */
class CredentialsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/operator";
  private static final String DEAD = "http://127.0.0.1:9/v1/credentials";
  private static final String SECRET = "s3cr3t";

  private final Properties before = (Properties) System.getProperties().clone();

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    System.setProperties(before);
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("token");

    assertThat(failure(Map.of(AWS_WEB_IDENTITY_TOKEN_FILE, missing.toString(), AWS_ROLE_ARN, ROLE)))
        .contains("web identity", "NoSuchFileException", missing.toString());
  }

  @Test
  void aRoleThatIsMissingIsNamed() throws IOException {
    assertThat(failure(Map.of(AWS_WEB_IDENTITY_TOKEN_FILE, token(SECRET))))
        .contains("web identity", "AWS_ROLE_ARN");
  }

  @Test
  void anEndpointThatRefusesIsNamed() throws IOException {
    assertThat(failure(podIdentity(DEAD, token(SECRET))))
        .contains("container's endpoint", "Connection refused");
  }

  /** Java puts the header into its complaint, and so the token. */
  @Test
  void aTokenThatIsNoHeaderIsNotTold() throws IOException {
    assertThat(failure(podIdentity(DEAD, token(SECRET + "\n"))))
        .contains("container's endpoint", "IllegalArgumentException")
        .doesNotContain(SECRET);
  }

  @Test
  void whatAnEndpointAnswersIsNotTold() throws IOException {
    HttpServer server = answering("{\"SecretAccessKey\": " + SECRET);
    try {
      String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());

      assertThat(failure(podIdentity(url, token(SECRET))))
          .contains("container's endpoint")
          .doesNotContain(SECRET);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void keysGoBeforeARole() {
    assertThat(Credentials.of(_ -> true)).isInstanceOf(DefaultCredentialsProvider.class);
  }

  @Test
  void aReasonIsShort() {
    assertThat(Reason.of(SdkClientException.create("x".repeat(10_000)))).hasSizeLessThan(400);
  }

  private Map<SdkSystemSetting, String> podIdentity(String url, String token) {
    return Map.of(
        AWS_CONTAINER_CREDENTIALS_FULL_URI, url, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, token);
  }

  /** Why a call fails in a pod with these settings alone. */
  private static String failure(Map<SdkSystemSetting, String> settings) {
    settings.forEach((setting, value) -> System.setProperty(setting.property(), value));
    AwsCredentialsProvider credentials = Credentials.of(settings::containsKey);
    return new Calls(new Quotas(1), new SimpleMeterRegistry())
        .run(Action.GET_CALLER_IDENTITY, credentials::resolveCredentials)
        .failure()
        .orElseThrow();
  }

  private String token(String text) throws IOException {
    return Files.writeString(folder.resolve("token"), text).toString();
  }

  private static HttpServer answering(String text) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }
}
