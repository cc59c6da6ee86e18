package io.hipaaoperator.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.cluster.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many resources of all kinds, whose names begin alike. */
record MixedResources(KubernetesClient admin, String prefix) {
  /** Each list of all takes the API server a while. */
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  /** Creates what the YAML says. */
  void declare(String yaml) {
    for (String document : yaml.split("(?m)^---$")) {
      admin
          .resource(Serialization.unmarshal(document, GenericKubernetesResource.class))
          .serverSideApply();
    }
  }

  /** Waits until all are as declared. */
  void awaitReady(Duration patience) {
    Eventually.until(
        patience,
        () -> {
          Eventually.pause(BETWEEN);
          return unready();
        },
        List::isEmpty);
  }

  /** Names and reasons of those that are not. */
  private List<String> unready() {
    return Stream.of(EncryptionKey.class, AuditSink.class, PhiWorkload.class)
        .flatMap(this::all)
        .filter(it -> !reason(it).equals("Converged"))
        .map(it -> it.getKind() + " " + it.getMetadata().getName() + " " + reason(it))
        .toList();
  }

  /** Removes keys and sinks; what is in a namespace goes with it. */
  void remove() {
    all(AuditSink.class).forEach(it -> admin.resource(it).delete());
    all(EncryptionKey.class).map(admin::resource).forEach(MixedResources::free);
  }

  /** No operator is there any more to see that nobody uses it. */
  private static void free(Resource<GenericKubernetesResource> key) {
    key.subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"users\":null,\"userTotal\":0}}");
    key.delete();
  }

  private Stream<GenericKubernetesResource> all(Class<? extends HasMetadata> kind) {
    return admin
        .genericKubernetesResources(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind))
        .inAnyNamespace()
        .list()
        .getItems()
        .stream()
        .filter(it -> it.getMetadata().getName().startsWith(prefix));
  }

  private static String reason(GenericKubernetesResource resource) {
    List<Map<String, String>> conditions = resource.get("status", "conditions");
    return Stream.ofNullable(conditions)
        .flatMap(List::stream)
        .filter(condition -> condition.get("type").equals("Ready"))
        .map(condition -> condition.get("reason"))
        .collect(Collectors.joining());
  }
}
