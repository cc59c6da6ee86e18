package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/** Writes the status of a PhiWorkload, and remembers it until the watch has caught up. */
public final class StatusWriter {
  private static final Duration BRIEF = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final KubernetesClient brief;
  private final PrimaryStore<PhiWorkload> cache;
  private final RecentWrites<PhiWorkload> recent = new RecentWrites<>();

  /** Writes through this client, and forgets what the cache has by then. */
  public StatusWriter(KubernetesClient client, PrimaryStore<PhiWorkload> cache) {
    this.client = client;
    this.brief = brief(client);
    this.cache = cache;
    cache.onVersion(recent::saw);
    cache.onGone(recent::gone);
  }

  /** Shares connections and identity with the other. */
  private static KubernetesClient brief(KubernetesClient client) {
    var settings =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestTimeout((int) BRIEF.toMillis())
            .withRequestRetryBackoffLimit(0)
            .build();
    return client.newClient(settings).adapt(KubernetesClient.class);
  }

  /** The resource with the newest status known. */
  public PhiWorkload newest(PhiWorkload cached) {
    var metadata = cached.getMetadata();
    return recent.newest(cached, () -> cache.get(metadata.getNamespace(), metadata.getName()));
  }

  /**
   * Whether the API server has this very resource, and it is not being deleted unless we knew. What
   * a cache that is behind tells of one that is gone must not reach its children: they would get an
   * owner that is not there, and be taken away with it. True where the server can't be asked.
   */
  public boolean stands(PhiWorkload resource) {
    try {
      return there(resource, brief).filter(now -> isEnding(now) == isEnding(resource)).isPresent();
    } catch (KubernetesClientException unknown) {
      return true;
    }
  }

  /**
   * Server-side applies the status. A resource that is gone meanwhile is no error.
   *
   * @throws KubernetesClientException when the server refuses or could not answer
   */
  public void write(PhiWorkload resource, PhiWorkloadStatus status) {
    write(resource, status, client);
  }

  /** The same in one short try, since something more urgent waits for it. */
  public void writeBriefly(PhiWorkload resource, PhiWorkloadStatus status) {
    write(resource, status, brief);
  }

  /**
   * A conflict is somebody else's write, over which it is tried once more, or a resource of the
   * same name that was made anew.
   */
  private void write(PhiWorkload resource, PhiWorkloadStatus status, KubernetesClient by) {
    try {
      if (!isWritten(newest(resource), status, by)) {
        there(resource, by).ifPresent(now -> writeOver(now, status, by));
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  private boolean isWritten(PhiWorkload resource, PhiWorkloadStatus status, KubernetesClient by) {
    try {
      writeOver(resource, status, by);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  /**
   * On condition that nobody wrote since this version: in a server-side apply to a status the API
   * server heeds no {@code metadata.uid}.
   */
  private void writeOver(PhiWorkload version, PhiWorkloadStatus status, KubernetesClient by) {
    PhiWorkload patch = identity(version);
    patch.setStatus(status);
    String json = by.getKubernetesSerialization().asJson(patch);
    PhiWorkload answer = by.resource(patch).subresource("status").patch(CONTEXT, json);
    recent.wrote(Prune.fieldOwners(answer));
  }

  /** How a status is written: what we own of it is all of it. */
  static final PatchContext CONTEXT =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Api.MANAGER)
          .withForce(true)
          .build();

  /** The resource as the API server has it; empty where it is gone or another one by now. */
  private static Optional<PhiWorkload> there(PhiWorkload resource, KubernetesClient by) {
    return Optional.ofNullable(by.resource(identity(resource)).get())
        .filter(now -> RecentWrites.isSame(now, resource));
  }

  private static boolean isEnding(PhiWorkload resource) {
    return resource.getMetadata().getDeletionTimestamp() != null;
  }

  private static PhiWorkload identity(PhiWorkload resource) {
    PhiWorkload patch = new PhiWorkload();
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
