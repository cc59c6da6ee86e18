package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.children.Kinship;
import io.hipaaoperator.kube.PrimaryStore;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Watched;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns changes in the cluster into looks at resources that are kept true outside it.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public abstract class ExternalTriggers<R extends CustomResource<?, S>, S extends ExternalStatus>
    extends AbstractEventSource<HasMetadata, R> {
  private final PrimaryStore<R> resources;

  /** Into looks at these resources. */
  protected ExternalTriggers(String name, PrimaryStore<R> resources) {
    super(HasMetadata.class, name);
    this.resources = resources;
  }

  @Override
  public final Set<HasMetadata> getSecondaryResources(R primary) {
    return Set.of();
  }

  /**
   * Looks at a resource when what is or was its child changes.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  protected final <T extends HasMetadata> void listen(Watched<T> children, RecentWrites<T> recent) {
    children.onChange(
        states -> {
          if (!recent.isOwn(states.getLast(), children)) {
            fireWhere(resource -> concerns(states, resource));
          }
        });
  }

  private static boolean concerns(
      List<? extends HasMetadata> states, CustomResource<?, ? extends ExternalStatus> resource) {
    ExternalStatus status = resource.getStatus();
    return Kinship.concerns(
        states, resource.getMetadata().getUid(), status == null ? List.of() : status.inventory());
  }

  /** Those that this is true of. */
  protected final void fireWhere(Predicate<R> concerned) {
    resources.all().filter(concerned).forEach(this::fire);
  }

  /** Before the start all are looked at anyway. */
  protected final void fire(R resource) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(resource)));
    }
  }
}
