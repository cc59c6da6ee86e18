package io.hipaaoperator.secret;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.kube.Finding;
import io.hipaaoperator.secret.SealedSecret.Synced;
import java.util.List;

/**
 * Looks for the SealedSecrets that we made. A server that serves none of the kind has none, so no
 * watch can be kept from the start on.
 *
 * @param client asks the server
 */
record SealedLook(KubernetesClient client) {
  /** What it looks for, for people. */
  static final String WHAT = "SealedSecrets";

  /**
   * One that is there.
   *
   * @param namespace where
   * @param name its name
   * @param uid its uid
   * @param version changes with whatever changes of it
   * @param synced what the controller says
   */
  record Seen(String namespace, String name, String uid, String version, Synced synced) {
    static Seen of(SealedSecret sealed) {
      var metadata = sealed.getMetadata();
      return new Seen(
          metadata.getNamespace(),
          metadata.getName(),
          metadata.getUid(),
          metadata.getResourceVersion(),
          sealed.synced());
    }
  }

  /** Those that are there now, or why they are not known; no exception. */
  Finding<Seen> now() {
    return Finding.of(WHAT, this::found);
  }

  private List<Seen> found() {
    return client
        .resources(SealedSecret.class)
        .inAnyNamespace()
        .withLabel(Api.MANAGED_BY, Api.MANAGER)
        .list()
        .getItems()
        .stream()
        .map(Seen::of)
        .toList();
  }
}
