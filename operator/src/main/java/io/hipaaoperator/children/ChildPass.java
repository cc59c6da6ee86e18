package io.hipaaoperator.children;

import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one pass over the children of a resource saw and did.
 *
 * @param present children that are there now, or were and should be
 * @param reverted deviations that were put back
 * @param standing those that were not
 * @param foreign names of children that are somebody else's
 * @param unread why the children could not be looked at, so that nothing was done
 * @param refusals writes that the server refused
 * @param pause how long until a write that was put off is due; zero where none was
 * @param recurring deviations that come back again and again, one a child
 */
public record ChildPass(
    List<Child> present,
    List<Drift> reverted,
    List<Drift> standing,
    List<String> foreign,
    List<String> unread,
    List<Refusal> refusals,
    Duration pause,
    List<Drift> recurring) {

  /** A resource that has no children. */
  public static final ChildPass NONE = unlooked(List.of());

  public ChildPass {
    present = List.copyOf(present);
    reverted = List.copyOf(reverted);
    standing = List.copyOf(standing);
    foreign = List.copyOf(foreign);
    unread = List.copyOf(unread);
    refusals = List.copyOf(refusals);
    recurring = List.copyOf(recurring);
  }

  /** Nobody looked at these, for a reason that is told elsewhere. */
  public static ChildPass unlooked(List<Child> before) {
    return seen(before, List.of());
  }

  /** These could not be looked at. */
  public static ChildPass unread(List<Child> before, String why) {
    return seen(before, List.of(why));
  }

  /** The same, where one more write was refused. */
  public ChildPass refused(Refusal refusal) {
    return new ChildPass(
        present,
        reverted,
        standing,
        foreign,
        unread,
        Stream.concat(refusals.stream(), Stream.of(refusal)).toList(),
        pause,
        recurring);
  }

  /** The same, where more of somebody else's stand. */
  public ChildPass foreign(List<String> more) {
    return new ChildPass(
        present,
        reverted,
        standing,
        Stream.concat(foreign.stream(), more.stream()).toList(),
        unread,
        refusals,
        pause,
        recurring);
  }

  /** The same, and what was seen and done of other children of the same resource. */
  public ChildPass and(ChildPass others) {
    return new ChildPass(
        union(present, others.present),
        union(reverted, others.reverted),
        union(standing, others.standing),
        union(foreign, others.foreign),
        union(unread, others.unread),
        union(refusals, others.refusals),
        sooner(pause, others.pause),
        union(recurring, others.recurring));
  }

  private static <T> List<T> union(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Zero is none. */
  private static Duration sooner(Duration one, Duration other) {
    return Stream.of(one, other)
        .filter(Duration::isPositive)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static ChildPass seen(List<Child> before, List<String> unread) {
    return new ChildPass(
        before, List.of(), List.of(), List.of(), unread, List.of(), Duration.ZERO, List.of());
  }

  /** A pass that looked, and made the writes that were due. */
  public static ChildPass of(
      Children children,
      Pacing pacing,
      List<Refusal> refusals,
      List<Child> present,
      List<Drift> recurring) {
    Set<String> left = left(children, pacing, refusals);
    Predicate<Drift> stands = drift -> left.contains(drift.name());
    return new ChildPass(
        present,
        children.drifts().stream().filter(stands.negate()).toList(),
        children.drifts().stream().filter(stands).toList(),
        children.foreign(),
        List.of(),
        refusals,
        pacing.pause(),
        recurring);
  }

  /** Names of children to which no write was made. */
  private static Set<String> left(Children children, Pacing pacing, List<Refusal> refusals) {
    return Stream.concat(
            pacing.pending().stream().map(Write::object).map(children.family()::name),
            refusals.stream().map(Refusal::name))
        .collect(Collectors.toSet());
  }
}
