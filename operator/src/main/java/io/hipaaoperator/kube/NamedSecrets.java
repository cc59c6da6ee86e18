package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.control.Fact;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that are read and watched one by one, by their names; what is in them is not kept.
 *
 * @param known those that we have the rights for, each NAMESPACE/NAME
 */
public record NamedSecrets(KubernetesClient client, List<String> known) {
  private static final String SEPARATOR = "/";

  public NamedSecrets {
    known = List.copyOf(known);
  }

  /** The namespaces in which we have the rights for one of this name. */
  public List<String> namespaces(String name) {
    return known.stream()
        .map(one -> one.split(SEPARATOR, 2))
        .filter(one -> one[1].equals(name))
        .map(one -> one[0])
        .toList();
  }

  /** A watch of each of those that we have the rights for, not started yet. */
  public List<Watched<Secret>> watched() {
    return known.stream().map(one -> one.split(SEPARATOR, 2)).map(this::watched).toList();
  }

  /** A right to one name is a right to watch where nothing but that name is asked for. */
  private Watched<Secret> watched(String... place) {
    return new Watched<>(client.secrets().inNamespace(place[0]).withName(place[1]), Prune::secret);
  }

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
