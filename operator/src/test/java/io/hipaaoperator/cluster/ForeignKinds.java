package io.hipaaoperator.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Kinds of other projects' APIs. The names are theirs; the definitions, which allow everything, are
 * not.
 */
public final class ForeignKinds {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private ForeignKinds() {}

  /** A definition. */
  public static String definition(String plural, String kind, String group, String scope) {
    return """
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: %1$s.%3$s
          annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
        spec:
          group: %3$s
          scope: %4$s
          names: {plural: %1$s, kind: %2$s}
          versions:
          - name: v1alpha1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """
        .formatted(plural, kind, group, scope);
  }

  /** Waits until the server says that it serves these of the groups, and no others of them. */
  public static void awaitServed(KubernetesClient client, List<String> groups, boolean served) {
    Eventually.until(PATIENCE, () -> served(client, groups), (served ? groups : List.of())::equals);
  }

  private static List<String> served(KubernetesClient client, List<String> groups) {
    List<String> all = client.getApiGroups().getGroups().stream().map(APIGroup::getName).toList();
    return groups.stream().filter(all::contains).toList();
  }

  /** Creates or replaces objects, also of a kind that was defined a moment ago. */
  public static void apply(KubernetesClient client, String yaml) {
    Eventually.succeeds(PATIENCE, () -> client.load(stream(yaml)).serverSideApply());
  }

  /** Deletes objects. */
  public static void remove(KubernetesClient client, String yaml) {
    client.load(stream(yaml)).delete();
  }

  private static ByteArrayInputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
