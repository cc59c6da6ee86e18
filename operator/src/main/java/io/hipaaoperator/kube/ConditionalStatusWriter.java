package io.hipaaoperator.kube;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes the status of a resource, always on condition that nobody else wrote meanwhile: it holds
 * the claim to create something, which a stale write must not take back.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public final class ConditionalStatusWriter<R extends CustomResource<?, S>, S> {
  private final KubernetesClient client;
  private final PrimaryStore<R> cache;
  private final Supplier<R> blank;
  private final RecentWrites<R> recent = new RecentWrites<>();

  /**
   * Writes through this client, and forgets what the cache has by then.
   *
   * @param blank makes a resource without anything
   */
  public ConditionalStatusWriter(
      KubernetesClient client, PrimaryStore<R> cache, Supplier<R> blank) {
    this.client = client;
    this.cache = cache;
    this.blank = blank;
    cache.onVersion(recent::saw);
    cache.onGone(recent::gone);
  }

  /** The resource with the newest status known. */
  public R newest(R cached) {
    var metadata = cached.getMetadata();
    return recent.newest(
        cached,
        () -> cache.get(requireNonNullElse(metadata.getNamespace(), ""), metadata.getName()));
  }

  /**
   * Server-side applies the status; empty when somebody else wrote meanwhile, or the resource is
   * gone.
   *
   * @throws KubernetesClientException when the server refuses or could not answer
   */
  public Optional<R> write(R resource, S status) {
    R patch = identity(resource);
    patch.setStatus(status);
    try {
      String json = client.getKubernetesSerialization().asJson(patch);
      R answer = client.resource(patch).subresource("status").patch(StatusWriter.CONTEXT, json);
      recent.wrote(answer);
      return Optional.of(answer);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        recent.gone(resource);
        return Optional.empty();
      }
      throw e;
    }
  }

  private R identity(R resource) {
    R patch = blank.get();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .withUid(resource.getMetadata().getUid())
            .withResourceVersion(resource.getMetadata().getResourceVersion())
            .build());
    return patch;
  }
}
