package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.hipaaoperator.kube.JsonReader.Forbidden;
import io.hipaaoperator.kube.JsonReader.NotRead;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealingCertificate;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the sealed-secrets controller for its newest certificate, through the API server, which
 * vouches for it: the controller's own port speaks plain HTTP to everybody.
 */
public final class SealingCertificateLook {
  /** What it looks for, for people. */
  public static final String WHAT = "certificate of the sealed-secrets controller";

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
    HttpResponse<String> answer = client.getHttpClient().sendAsync(request(), String.class).join();
    return switch (answer.code()) {
      case HttpURLConnection.HTTP_OK -> answer.body();
      case HttpURLConnection.HTTP_NOT_FOUND ->
          throw new NotRead("there is no Service %s/%s".formatted(namespace, service));
      case HttpURLConnection.HTTP_UNAVAILABLE ->
          throw new NotRead("nothing answers behind Service %s/%s".formatted(namespace, service));
      case HttpURLConnection.HTTP_FORBIDDEN ->
          throw new Forbidden(
              "what Service %s/%s answers, which secrets.enabled of the chart gives,"
                  .formatted(namespace, service));
      default -> throw new NotRead("HTTP " + answer.code());
    };
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
