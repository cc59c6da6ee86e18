package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.hipaaoperator.kube.JsonReader.Forbidden;
import io.hipaaoperator.kube.JsonReader.NotRead;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealingCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the sealed-secrets controller for its newest certificate, through the API server. That is no
 * proof of whose it is: between API server and controller it goes over plain HTTP, and whoever may
 * change the Service or its pods can hand out another.
 */
public final class SealingCertificateLook {
  /** What it looks for, for people. */
  public static final String WHAT = "certificate of the sealed-secrets controller";

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final String namespace;
  private final String service;

  /**
   * Looks through this client.
   *
   * @param service the controller's Service, NAMESPACE/NAME, whose port is called http
   */
  public SealingCertificateLook(KubernetesClient client, String service) {
    this.client = client;
    String[] place = service.split("/", 2);
    this.namespace = place[0];
    this.service = place[1];
  }

  /** The certificate that there is now, or why it is not known; no exception. */
  public Finding<SealingCertificate> now() {
    return Finding.of(WHAT, () -> List.of(parsed(answer())));
  }

  private static SealingCertificate parsed(String pem) {
    try {
      return SealingCertificate.parse(pem);
    } catch (SealError e) {
      throw new NotRead(String.valueOf(e.getMessage()));
    }
  }

  private String answer() {
    HttpResponse<InputStream> answer =
        client.getHttpClient().sendAsync(request(), InputStream.class).join();
    try (InputStream body = answer.body()) {
      return answer.code() == HttpURLConnection.HTTP_OK ? text(body) : refused(answer.code());
    } catch (IOException e) {
      throw new NotRead("its answer broke off");
    }
  }

  /** A chain of certificates is a few kilobytes. */
  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new NotRead("it has more than %d bytes".formatted(MOST_BYTES));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String refused(int code) {
    switch (code) {
      case HttpURLConnection.HTTP_NOT_FOUND ->
          throw new NotRead("there is no Service %s/%s".formatted(namespace, service));
      case HttpURLConnection.HTTP_UNAVAILABLE ->
          throw new NotRead("nothing answers behind Service %s/%s".formatted(namespace, service));
      case HttpURLConnection.HTTP_FORBIDDEN ->
          throw new Forbidden(
              "what Service %s/%s answers, which secrets.enabled of the chart gives,"
                  .formatted(namespace, service));
      default -> throw new NotRead("HTTP " + code);
    }
  }

  private HttpRequest request() {
    String server = client.getMasterUrl().toString().replaceAll("/$", "");
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(
            "%s/api/v1/namespaces/%s/services/http:%s:http/proxy/v1/cert.pem"
                .formatted(server, namespace, service))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }
}
