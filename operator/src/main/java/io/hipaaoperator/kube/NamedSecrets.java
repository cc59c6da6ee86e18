package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.control.Fact;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Secrets that are read one by one, by their names; none is kept. */
public record NamedSecrets(KubernetesClient client) {

  /** The Secret of this name; empty where there is none. */
  public Fact<Optional<Secret>> read(String namespace, String name) {
    try {
      return new Fact.Known<>(
          Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get()));
    } catch (KubernetesClientException e) {
      return unread(namespace, name, e.getCode());
    }
  }

  private static Fact<Optional<Secret>> unread(String namespace, String name, int code) {
    return code == HttpURLConnection.HTTP_FORBIDDEN
        ? new Fact.Unreachable<>(
            "Secret %s/%s: the right to get it is missing, apiServerEncryption.namespace of the chart gives it"
                .formatted(namespace, name),
            true)
        : new Fact.Unreachable<>(
            "Secret %s/%s could not be read: %s"
                .formatted(namespace, name, code > 0 ? "answered " + code : "no answer"));
  }
}
