package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the status of an EncryptionKey, always on condition that nobody else wrote meanwhile: it
 * holds the claim to create a key, which a stale write must not take back.
 */
public final class KeyStatusWriter {
  private static final PatchContext CONTEXT =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Api.MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final Map<String, EncryptionKey> answers = new ConcurrentHashMap<>();

  /** Writes through this client. */
  public KeyStatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /** The resource as the server answered it last, if the watch has not caught up. */
  public EncryptionKey newest(EncryptionKey cached) {
    EncryptionKey answer = answers.get(uid(cached));
    if (answer == null || Versions.of(cached) >= Versions.of(answer)) {
      answers.remove(uid(cached));
      return cached;
    }
    return answer;
  }

  /**
   * Server-side applies the status; empty when somebody else wrote meanwhile, or the resource is
   * gone.
   *
   * @throws KubernetesClientException when the server refuses or could not answer
   */
  public Optional<EncryptionKey> write(EncryptionKey resource, EncryptionKeyStatus status) {
    EncryptionKey patch = identity(resource);
    patch.setStatus(status);
    try {
      String json = client.getKubernetesSerialization().asJson(patch);
      EncryptionKey answer = client.resource(patch).subresource("status").patch(CONTEXT, json);
      answers.put(uid(answer), answer);
      return Optional.of(answer);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        answers.remove(uid(resource));
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Nobody will ask for it again. */
  public void forget(EncryptionKey gone) {
    answers.remove(uid(gone));
  }

  private static EncryptionKey identity(EncryptionKey resource) {
    EncryptionKey patch = new EncryptionKey();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withUid(resource.getMetadata().getUid())
            .withResourceVersion(resource.getMetadata().getResourceVersion())
            .build());
    return patch;
  }

  private static String uid(EncryptionKey resource) {
    return resource.getMetadata().getUid();
  }
}
