package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Passes over the children of resources: compare, write, look again. */
public record ChildPasses(ChildComparison comparison, ChildWrites writes) {

  /**
   * Passes that look at what the server makes of each write.
   *
   * @param writing makes a write
   * @param answered is told what the server answers
   * @param clock by which repairs that never last are paced
   */
  public static ChildPasses of(
      ChildComparison comparison,
      Function<Write, Outcome> writing,
      Consumer<HasMetadata> answered,
      InstantSource clock) {
    return new ChildPasses(
        comparison, new ChildWrites(new ConfirmedWrites(comparison, writing), answered, clock));
  }

  /**
   * One pass.
   *
   * @param family whose children
   * @param before children that were there when the status was last written
   * @param desired children as they should be
   * @param look looks for what is a child or bears the name of one
   */
  public ChildPass over(
      Family family,
      Enforcement enforcement,
      List<Child> before,
      List<HasMetadata> desired,
      Supplier<List<HasMetadata>> look) {
    return over(family, enforcement, before, desired, look.get(), look);
  }

  /**
   * The same where they were looked at already.
   *
   * @param there what is there
   * @param look looks again, once something was written
   */
  public ChildPass over(
      Family family,
      Enforcement enforcement,
      List<Child> before,
      List<HasMetadata> desired,
      List<HasMetadata> there,
      Supplier<List<HasMetadata>> look) {
    Children children = Children.compare(comparison, family, desired, there, before);
    Pacing pacing = writes.pacing(enforcement, children);
    List<Refusal> refusals = writes.make(children, pacing);
    List<HasMetadata> now = pacing.due().isEmpty() ? there : look.get();
    return ChildPass.of(
        children,
        pacing,
        refusals,
        new Inventory(family, before, Child::below)
            .after(desired, there, pacing.left(now, children, refusals)),
        writes.recurring(family));
  }
}
