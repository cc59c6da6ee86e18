package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import java.util.List;
import java.util.Optional;

/** A resource whose children are compared: which are its own, and what their deviations do. */
public interface Family {

  /** The resource's uid; empty for a manifest that no API server has seen. */
  String uid();

  /** Whether an object bears a name of the resource's children, which can't change. */
  boolean bearsName(HasMetadata object);

  /** Whether an object says itself that it is the resource's: by its controller, as a rule. */
  default boolean owns(HasMetadata object) {
    return Kinship.isControlled(object, this);
  }

  /**
   * Whether an object that bears a child's name is the resource's: as it says, or by our mark or
   * its uid where somebody cut it off.
   *
   * @param inventory children that were there when the status was last written
   */
  default boolean isOurs(HasMetadata object, List<Child> inventory) {
    return owns(object) || Kinship.isApplied(object) || Kinship.isKnown(object, this, inventory);
  }

  /** Whether something is open that the desired child closes; empty where it is gone. */
  boolean weakens(HasMetadata desired, Optional<HasMetadata> live);

  /** Whether a child that is no longer desired has to stay, since something uses it. */
  default boolean isInUse(HasMetadata child) {
    return false;
  }

  /** What a child is called among its siblings. */
  default String name(HasMetadata child) {
    return child.getMetadata().getName();
  }
}
