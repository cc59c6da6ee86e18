package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.PrimaryStore;
import io.hipaaoperator.kube.RetentionCaches;
import java.util.List;
import java.util.Map;

/**
 * Turns what becomes of the children and runs of resources into looks at them.
 *
 * @param <R> the kind
 * @param <S> its status
 */
public abstract class RunTriggers<R extends CustomResource<?, S>, S extends ExternalStatus>
    extends ExternalTriggers<R, S> {
  private final String label;

  /**
   * Listens to caches.
   *
   * @param label that names the resource on its runs
   * @param recent the answers to our own writes, which tell nothing new
   */
  protected RunTriggers(
      String name, PrimaryStore<R> resources, String label, Caches caches, RetentionWrites recent) {
    super(name, resources);
    this.label = label;
    RetentionCaches ours = caches.retention();
    listen(ours.accounts(), recent.accounts());
    listen(caches.configMaps(), recent.maps());
    listen(caches.policies(), recent.policies());
    listen(ours.cronJobs(), recent.cronJobs());
    ours.jobs().onChange(this::ran);
    caches.pods().onChange(this::ran);
  }

  private void ran(List<? extends HasMetadata> states) {
    HasMetadata now = states.getLast();
    Map<String, String> labels = now.getMetadata().getLabels();
    if (labels != null && labels.containsKey(label)) {
      String name = labels.get(label);
      fireWhere(
          resource -> isBeside(resource, now) && resource.getMetadata().getName().equals(name));
    }
  }

  /** Whether they are in one namespace. */
  protected static boolean isBeside(HasMetadata resource, HasMetadata object) {
    return resource.getMetadata().getNamespace().equals(object.getMetadata().getNamespace());
  }
}
