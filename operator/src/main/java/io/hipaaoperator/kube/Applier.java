package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.kube.Refusal.Answer;
import io.hipaaoperator.kube.Write.Apply;
import io.hipaaoperator.kube.Write.Create;
import io.hipaaoperator.kube.Write.Delete;
import io.hipaaoperator.kube.Write.Remove;
import io.hipaaoperator.kube.Write.Replace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The only writer of objects. A write that the server refuses, or can't answer (401, 429, 5xx, no
 * connection), is a value, so that it reaches the status.
 */
public final class Applier {
  private static final Set<Integer> REFUSED = Set.of(400, 403, 404, 405, 409, 410, 413, 415, 422);

  private static final Set<Integer> SILENT = Set.of(503, 504);

  private final KubernetesClient client;

  /** Writes through this client. */
  public Applier(KubernetesClient client) {
    this.client = client;
  }

  /**
   * What a write came to.
   *
   * @param answer the object as the server has it now; empty after a deletion or a refusal
   * @param refusal why not; empty after success
   */
  public record Outcome(Optional<HasMetadata> answer, Optional<Refusal> refusal) {}

  /** Writes one change. */
  public Outcome write(Write write) {
    try {
      return isTaken(write)
          ? refused(refusal(write.object(), "AlreadyExists", "appeared meanwhile", Answer.Refused))
          : new Outcome(answer(write), Optional.empty());
    } catch (KubernetesClientException e) {
      return refused(refusal(write.object(), e));
    }
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome(Optional.empty(), Optional.of(refusal));
  }

  /**
   * Whether something that we have not seen yet stands where an object is to be created: a
   * server-side apply would make it ours without a conflict if it is equal.
   */
  private boolean isTaken(Write write) {
    return write instanceof Apply apply
        && apply.live().isEmpty()
        && client.resource(apply.object()).get() != null;
  }

  private Optional<HasMetadata> answer(Write write) {
    return switch (write) {
      case Create(HasMetadata object) -> Optional.of(create(object));
      case Apply apply -> Optional.of(answer(apply));
      case Remove(HasMetadata live, List<String> pointers) -> Optional.of(remove(live, pointers));
      case Replace(HasMetadata desired, HasMetadata live) -> Optional.of(replace(desired, live));
      case Delete(HasMetadata live) -> delete(live);
    };
  }

  private HasMetadata create(HasMetadata object) {
    return client.resource(object).create();
  }

  private HasMetadata answer(Apply write) {
    Optional<HasMetadata> live = write.live();
    if (live.isPresent() && !write.additions().isEmpty()) {
      live = Optional.of(remove(live.get(), write.additions()));
    }
    return apply(write.object(), live.map(Applier::version));
  }

  /**
   * Takes over fields only of an object whose version we have seen: a change that nobody looked at
   * is a conflict, not something to overwrite.
   */
  private HasMetadata apply(HasMetadata desired, Optional<String> version) {
    desired.getMetadata().setResourceVersion(version.orElse(null));
    PatchContext context =
        patch(PatchType.SERVER_SIDE_APPLY).withForce(version.isPresent()).build();
    String json = client.getKubernetesSerialization().asJson(desired);
    desired.getMetadata().setResourceVersion(null);
    return client.resource(desired).patch(context, json);
  }

  private HasMetadata remove(HasMetadata live, List<String> pointers) {
    Stream<String> test = Stream.of(operation("test", "/metadata/resourceVersion", version(live)));
    Stream<String> removals = pointers.stream().map(Applier::removal);
    String operations = Stream.concat(test, removals).collect(Collectors.joining(",", "[", "]"));
    return client.resource(live).patch(patch(PatchType.JSON).build(), operations);
  }

  private static PatchContext.Builder patch(PatchType type) {
    return new PatchContext.Builder().withPatchType(type).withFieldManager(Api.MANAGER);
  }

  private static String operation(String op, String path, String value) {
    return "{\"op\":\"%s\",\"path\":\"%s\",\"value\":\"%s\"}".formatted(op, path, value);
  }

  private static String removal(String pointer) {
    return "{\"op\":\"remove\",\"path\":\"%s\"}".formatted(pointer);
  }

  private Optional<HasMetadata> delete(HasMetadata live) {
    client.resource(live).lockResourceVersion(version(live)).delete();
    return Optional.empty();
  }

  /** Whoever is stopped in between finds that it is missing, and makes it. */
  private HasMetadata replace(HasMetadata desired, HasMetadata live) {
    delete(live);
    return apply(desired, Optional.empty());
  }

  private static String version(HasMetadata live) {
    return live.getMetadata().getResourceVersion();
  }

  private static Refusal refusal(HasMetadata object, KubernetesClientException e) {
    var status = Optional.ofNullable(e.getStatus());
    Answer answer = answer(e.getCode());
    return refusal(
        object,
        status.map(Status::getReason).orElse(answer == Answer.Silent ? "Unreachable" : "Other"),
        status.map(Status::getMessage).orElseGet(() -> cause(e)),
        answer);
  }

  private static Answer answer(int code) {
    if (REFUSED.contains(code)) {
      return Answer.Refused;
    }
    return code >= 500 && !SILENT.contains(code) ? Answer.Failed : Answer.Silent;
  }

  /** The failure's kind; its message may hold the object. */
  private static String cause(KubernetesClientException e) {
    return e.getCode() > 0
        ? "answered " + e.getCode()
        : "no answer (%s)"
            .formatted(Optional.ofNullable(e.getCause()).orElse(e).getClass().getSimpleName());
  }

  private static Refusal refusal(HasMetadata object, String reason, String message, Answer answer) {
    return new Refusal(object.getKind(), object.getMetadata().getName(), reason, message, answer);
  }
}
