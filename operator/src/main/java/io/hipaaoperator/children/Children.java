package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.drift.ChildComparison.Stamped;
import io.hipaaoperator.drift.ChildState;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.kube.Write.Apply;
import io.hipaaoperator.kube.Write.Delete;
import io.hipaaoperator.kube.Write.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be written so that the children are as desired, and how they deviate. Computed from
 * values only.
 *
 * @param family whose children
 * @param desired the children as they should be, stamped
 * @param writes changes, deletions last
 * @param drifts deviations that were found
 * @param foreign names of children that stand there but are somebody else's
 * @param outdated names of children of which something newer than what was applied is desired
 */
public record Children(
    Family family,
    List<HasMetadata> desired,
    List<Write> writes,
    List<Drift> drifts,
    List<String> foreign,
    List<String> outdated) {

  public Children {
    desired = List.copyOf(desired);
    writes = List.copyOf(writes);
    drifts = List.copyOf(drifts);
    foreign = List.copyOf(foreign);
    outdated = List.copyOf(outdated);
  }

  /** Nothing is known. */
  public static Children none(Family family) {
    return new Children(family, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The same where everything is about to go: nothing is missed, nothing is made anew. */
  public Children ending() {
    return new Children(
        family,
        desired,
        writes.stream().filter(write -> !isCreation(write)).toList(),
        drifts.stream().filter(drift -> drift.type() != Drift.Type.Deleted).toList(),
        foreign,
        outdated);
  }

  private static boolean isCreation(Write write) {
    return write instanceof Apply apply && apply.live().isEmpty();
  }

  /** The deviations that a write does nothing but undo; none where it brings something new. */
  List<Drift> undone(Write write) {
    String name = family.name(write.object());
    return outdated.contains(name)
        ? List.of()
        : drifts.stream().filter(drift -> drift.name().equals(name)).toList();
  }

  /**
   * Compares what is desired with what is there.
   *
   * @param family whose children
   * @param desired the children as they should be
   * @param live the objects that are children or bear a child's name
   * @param inventory children that were there when the status was last written
   */
  public static Children compare(
      ChildComparison comparison,
      Family family,
      List<HasMetadata> desired,
      List<? extends HasMetadata> live,
      List<Child> inventory) {
    return new Comparing(comparison, family, live, inventory).over(desired);
  }

  /** The children one by one. */
  private static final class Comparing {
    private final ChildComparison comparison;
    private final Family family;
    private final Map<String, HasMetadata> live;
    private final List<Child> inventory;
    private final List<HasMetadata> stamped = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> outdated = new ArrayList<>();

    Comparing(
        ChildComparison comparison,
        Family family,
        List<? extends HasMetadata> live,
        List<Child> inventory) {
      this.comparison = comparison;
      this.family = family;
      this.live = live.stream().collect(Collectors.toMap(family::name, Function.identity()));
      this.inventory = inventory;
    }

    Children over(List<HasMetadata> desired) {
      desired.stream().map(comparison::stamp).forEach(this::visit);
      live.values().stream().filter(this::isObsolete).map(Delete::new).forEach(writes::add);
      return new Children(family, stamped, writes, drifts, foreign, outdated);
    }

    private void visit(Stamped child) {
      stamped.add(child.object());
      Optional.ofNullable(live.get(family.name(child.object())))
          .ifPresentOrElse(there -> visit(child, there), () -> create(child.object()));
    }

    private void create(HasMetadata child) {
      if (inventory.stream().anyMatch(known -> known.isOf(child))) {
        drifts.add(deleted(child));
      }
      writes.add(new Apply(child, Optional.empty(), List.of()));
    }

    private void visit(Stamped desired, HasMetadata there) {
      HasMetadata child = desired.object();
      if (!family.isOurs(there, inventory)) {
        foreign.add(family.name(there));
        return;
      }
      ChildState state = comparison.compare(desired, there);
      state.drifts().stream()
          .map(drift -> drift.named(family.name(there)))
          .map(drift -> drift.ranked(family.weakens(child, Optional.of(there))))
          .forEach(drifts::add);
      if (!state.outdated().isEmpty()) {
        outdated.add(family.name(there));
      }
      if (!state.converged()) {
        writes.add(write(child, there, state));
      }
    }

    private Write write(HasMetadata child, HasMetadata there, ChildState state) {
      return isFrozen(there) && !state.isOfMetadataAlone()
          ? new Replace(child, there)
          : new Apply(child, Optional.of(there), removals(state, there));
    }

    /** Whether the API server lets nobody change its content any more. */
    private static boolean isFrozen(HasMetadata there) {
      return there instanceof ConfigMap map && Boolean.TRUE.equals(map.getImmutable())
          || there instanceof Secret secret && Boolean.TRUE.equals(secret.getImmutable());
    }

    /** What others added, and the controller that somebody put in the owner's place. */
    private List<String> removals(ChildState state, HasMetadata there) {
      return Stream.concat(
              state.additions().stream().map(path -> path.pointer().toString()),
              Kinship.usurpers(there, family))
          .toList();
    }

    private Drift deleted(HasMetadata child) {
      boolean weakens = family.weakens(child, Optional.empty());
      return Drift.deleted(child.getKind(), family.name(child), weakens);
    }

    private boolean isObsolete(HasMetadata there) {
      boolean wanted = stamped.stream().anyMatch(c -> family.name(c).equals(family.name(there)));
      return !wanted && Kinship.isChild(there, family, inventory) && !family.isInUse(there);
    }
  }
}
