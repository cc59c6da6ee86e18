package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.drift.ChildComparison.Stamped;
import io.hipaaoperator.drift.ChildState;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.kube.Write.Apply;
import io.hipaaoperator.kube.Write.Delete;
import io.hipaaoperator.network.Weakening;
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
 * @param desired the children as they should be, stamped
 * @param writes changes, deletions last
 * @param drifts deviations that were found
 * @param foreign names of children that stand there but are somebody else's
 * @param outdated names of children of which something newer than what was applied is desired
 */
record Children(
    List<HasMetadata> desired,
    List<Write> writes,
    List<Drift> drifts,
    List<String> foreign,
    List<String> outdated) {

  /** Nothing is known. */
  static final Children NONE = new Children(List.of(), List.of(), List.of(), List.of(), List.of());

  Children {
    desired = List.copyOf(desired);
    writes = List.copyOf(writes);
    drifts = List.copyOf(drifts);
    foreign = List.copyOf(foreign);
    outdated = List.copyOf(outdated);
  }

  /** The same where everything is about to go: nothing is missed, nothing is made anew. */
  Children ending() {
    return new Children(
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
    String name = write.object().getMetadata().getName();
    return outdated.contains(name)
        ? List.of()
        : drifts.stream().filter(drift -> drift.name().equals(name)).toList();
  }

  /**
   * Compares what is desired with what is there.
   *
   * @param workload whose children
   * @param desired the children as they should be
   * @param live the objects of the namespace that are children or bear a child's name
   * @param inventory children that were there when the status was last written
   */
  static Children compare(
      ChildComparison comparison,
      Workload workload,
      List<HasMetadata> desired,
      List<NetworkPolicy> live,
      List<Child> inventory) {
    return new Comparing(comparison, workload, live, inventory).over(desired);
  }

  /** The children one by one. */
  private static final class Comparing {
    private final ChildComparison comparison;
    private final Workload workload;
    private final Map<String, NetworkPolicy> live;
    private final List<Child> inventory;
    private final List<HasMetadata> stamped = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Drift> drifts = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> outdated = new ArrayList<>();

    Comparing(
        ChildComparison comparison,
        Workload workload,
        List<NetworkPolicy> live,
        List<Child> inventory) {
      this.comparison = comparison;
      this.workload = workload;
      this.live =
          live.stream()
              .collect(Collectors.toMap(p -> p.getMetadata().getName(), Function.identity()));
      this.inventory = inventory;
    }

    Children over(List<HasMetadata> desired) {
      desired.stream().map(comparison::stamp).forEach(this::visit);
      live.values().stream().filter(this::isObsolete).map(Delete::new).forEach(writes::add);
      return new Children(stamped, writes, drifts, foreign, outdated);
    }

    private void visit(Stamped child) {
      stamped.add(child.object());
      Optional.ofNullable(live.get(child.object().getMetadata().getName()))
          .ifPresentOrElse(there -> visit(child, there), () -> create(child.object()));
    }

    private void create(HasMetadata child) {
      if (inventory.stream().anyMatch(known -> isSame(known, child))) {
        drifts.add(deleted(child));
      }
      writes.add(new Apply(child, Optional.empty(), List.of()));
    }

    private void visit(Stamped desired, NetworkPolicy there) {
      HasMetadata child = desired.object();
      if (!isOurs(there)) {
        foreign.add(there.getMetadata().getName());
        return;
      }
      ChildState state = comparison.compare(desired, there);
      state.drifts().stream()
          .map(drift -> drift.ranked(weakens(child, there)))
          .forEach(drifts::add);
      if (!state.outdated().isEmpty()) {
        outdated.add(there.getMetadata().getName());
      }
      if (!state.converged()) {
        writes.add(new Apply(child, Optional.of(there), removals(state, there)));
      }
    }

    private static boolean weakens(HasMetadata child, NetworkPolicy there) {
      return Weakening.weakens(Optional.of((NetworkPolicy) child), Optional.of(there));
    }

    /** What others added, and the controller that somebody put in the workload's place. */
    private List<String> removals(ChildState state, NetworkPolicy there) {
      return Stream.concat(
              state.additions().stream().map(path -> path.pointer().toString()),
              Owners.usurpers(there, workload))
          .toList();
    }

    private static Drift deleted(HasMetadata child) {
      boolean weakens = Weakening.weakens(Optional.of((NetworkPolicy) child), Optional.empty());
      return Drift.deleted(child.getKind(), child.getMetadata().getName(), weakens);
    }

    private static boolean isSame(Child known, HasMetadata child) {
      return known.kind().equals(child.getKind())
          && known.name().equals(child.getMetadata().getName());
    }

    /** Ours by owner reference, or by our mark or its uid where somebody cut it off. */
    private boolean isOurs(NetworkPolicy there) {
      return Owners.isControlled(there, workload)
          || Owners.isApplied(there)
          || Owners.isKnown(there, workload, inventory);
    }

    private boolean isObsolete(NetworkPolicy there) {
      boolean wanted =
          stamped.stream()
              .anyMatch(c -> c.getMetadata().getName().equals(there.getMetadata().getName()));
      return !wanted && Owners.isChild(there, workload, inventory);
    }
  }
}
