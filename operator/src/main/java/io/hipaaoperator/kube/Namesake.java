package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;

/** A resource that was made anew while a pass over its predecessor was still running. */
public final class Namesake {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Namesake() {}

  /**
   * When to look again: soon if there is a namesake by now. JOSDK keeps one timer for a name, and
   * the end of a pass over the predecessor takes away the one that the namesake waits for.
   *
   * @param worked what the pass was over
   * @param usual when to look again else
   */
  public static <R extends HasMetadata> UpdateControl<R> heeded(
      R worked, Context<R> context, UpdateControl<R> usual) {
    return context
        .getPrimaryCache()
        .get(ResourceID.fromResource(worked))
        .filter(there -> !RecentWrites.isSame(there, worked))
        .map(_ -> UpdateControl.<R>noUpdate().rescheduleAfter(SOON))
        .orElse(usual);
  }
}
