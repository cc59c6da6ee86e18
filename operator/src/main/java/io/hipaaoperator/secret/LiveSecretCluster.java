package io.hipaaoperator.secret;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.seal.SealingCertificate;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A live cluster, asked anew each time: an answer from a cache that lags behind would be a reason
 * to make a value anew.
 *
 * @param client asks the server
 * @param certificates the controller's certificate, looked at now and then
 */
record LiveSecretCluster(
    KubernetesClient client, Supplier<Fact<List<SealingCertificate>>> certificates)
    implements SecretCluster {

  @Override
  public Fact<SealingCertificate> certificate() {
    return switch (certificates.get()) {
      case Fact.Known<List<SealingCertificate>>(var found) when !found.isEmpty() ->
          new Fact.Known<>(found.getFirst());
      case Fact.Known<List<SealingCertificate>> _ ->
          new Fact.Unreachable<>("the controller has no certificate");
      case Fact.Unreachable<List<SealingCertificate>>(String why, boolean refused) ->
          new Fact.Unreachable<>(why, refused);
    };
  }

  @Override
  public Fact<SecretHistory> history(String namespace, String secret) {
    return switch (asked("ControllerRevisions", () -> revisions(namespace, secret))) {
      case Fact.Known<List<ControllerRevision>>(var found) -> RevisionObject.history(found);
      case Fact.Unreachable<List<ControllerRevision>>(String why, boolean refused) ->
          new Fact.Unreachable<>(why, refused);
    };
  }

  private List<ControllerRevision> revisions(String namespace, String secret) {
    return client
        .apps()
        .controllerRevisions()
        .inNamespace(namespace)
        .withLabel(Api.MANAGED_BY, Api.MANAGER)
        .withLabel(Api.SECRET, secret)
        .list()
        .getItems();
  }

  @Override
  public Fact<Optional<SealedSecret>> sealed(String namespace, String secret) {
    return asked(
        "SealedSecrets",
        () ->
            Optional.ofNullable(
                client
                    .resources(SealedSecret.class)
                    .inNamespace(namespace)
                    .withName(secret)
                    .get()));
  }

  private static <T> Fact<T> asked(String what, Supplier<T> question) {
    try {
      return new Fact.Known<>(question.get());
    } catch (KubernetesClientException e) {
      return e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          ? new Fact.Unreachable<>(
              "the right to read %s is missing, secrets.enabled of the chart gives it"
                  .formatted(what),
              true)
          : new Fact.Unreachable<>(
              "%s could not be read: %s"
                  .formatted(what, e.getCode() > 0 ? "answered " + e.getCode() : "no answer"));
    }
  }
}
