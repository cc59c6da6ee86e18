package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import java.net.HttpURLConnection;

/** Writes the status of a PhiWorkload, and remembers it until the watch has caught up. */
public final class StatusWriter {
  private final KubernetesClient client;
  private final RecentWrites<PhiWorkload> recent = new RecentWrites<>();

  /** Writes through this client. */
  public StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /** Forgets what the cache has by now. */
  public void saw(PhiWorkload cached) {
    recent.saw(cached);
  }

  /** Forgets a resource that is gone. */
  public void gone(PhiWorkload resource) {
    recent.gone(resource);
  }

  /** The resource with the newest status known. */
  public PhiWorkload newest(PhiWorkload cached) {
    return recent.newest(cached);
  }

  /**
   * Server-side applies the status. A resource that is gone meanwhile is no error.
   *
   * @throws KubernetesClientException when the server refuses or could not answer
   */
  public void write(PhiWorkload resource, PhiWorkloadStatus status) {
    PhiWorkload patch = identity(resource);
    patch.setStatus(status);
    try {
      String json = client.getKubernetesSerialization().asJson(patch);
      PhiWorkload answer = client.resource(patch).subresource("status").patch(CONTEXT, json);
      recent.wrote(Prune.workload(answer));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && !isReplaced(e, resource)) {
        throw e;
      }
    }
  }

  private static final PatchContext CONTEXT =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Api.MANAGER)
          .withForce(true)
          .build();

  /** The uid in the patch makes it miss a resource of the same name that was made anew. */
  private boolean isReplaced(KubernetesClientException e, PhiWorkload resource) {
    if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
      return false;
    }
    PhiWorkload now = client.resource(identity(resource)).get();
    return now == null || !now.getMetadata().getUid().equals(resource.getMetadata().getUid());
  }

  private static PhiWorkload identity(PhiWorkload resource) {
    PhiWorkload patch = new PhiWorkload();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .withUid(resource.getMetadata().getUid())
            .build());
    return patch;
  }
}
