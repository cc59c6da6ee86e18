package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which writes are made now.
 *
 * @param due those that are
 * @param pending those that are not, because nothing is enforced or not yet
 * @param pause how long the first of these has to wait; zero where none is waited for
 */
public record Pacing(List<Write> due, List<Write> pending, Duration pause) {
  public Pacing {
    due = List.copyOf(due);
    pending = List.copyOf(pending);
  }

  /** These without what was deleted, which may stay in a cache for a moment. */
  public <T extends HasMetadata> List<T> left(
      List<T> now, Children children, List<Refusal> refusals) {
    Set<String> refused = refusals.stream().map(Refusal::name).collect(Collectors.toSet());
    Set<String> deleted =
        due.stream()
            .filter(Write.Delete.class::isInstance)
            .map(Write::object)
            .filter(object -> !refused.contains(children.family().name(object)))
            .map(object -> object.getMetadata().getUid())
            .collect(Collectors.toSet());
    return now.stream().filter(one -> !deleted.contains(one.getMetadata().getUid())).toList();
  }
}
