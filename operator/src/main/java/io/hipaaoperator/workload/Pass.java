package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.secret.SecretsPass;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one pass over a workload saw and did.
 *
 * @param generation generation of the spec that was looked at
 * @param enforcement whether deviations were repaired
 * @param pods how many pods the workload has; {@link #UNKNOWN} where they can't be read
 * @param desired children as they should be
 * @param present children that are there now, or were and should be, by name
 * @param drifts deviations that were found
 * @param foreign names of children that are somebody else's
 * @param missing references that lead nowhere, each with its field path
 * @param pending writes that were not made, because nothing is enforced or not yet
 * @param pause how long until one of them is due; zero where none will be
 * @param recurring deviations that come back again and again, one a child
 * @param unread why the children could not be looked at, so that nothing was done
 * @param refusals writes that the server refused
 * @param results verdicts
 * @param secrets what was seen and done of the Secrets; their deviations, refusals and so on are
 *     among the others
 */
public record Pass(
    long generation,
    Enforcement enforcement,
    int pods,
    List<HasMetadata> desired,
    List<Child> present,
    List<Drift> drifts,
    List<String> foreign,
    List<String> missing,
    List<Write> pending,
    Duration pause,
    List<Drift> recurring,
    List<String> unread,
    List<Refusal> refusals,
    List<Result> results,
    SecretsPass secrets) {
  static final int UNKNOWN = -1;

  public Pass {
    desired = List.copyOf(desired);
    present = List.copyOf(present);
    drifts = List.copyOf(drifts);
    foreign = List.copyOf(foreign);
    missing = List.copyOf(missing);
    pending = List.copyOf(pending);
    recurring = List.copyOf(recurring);
    unread = List.copyOf(unread);
    refusals = List.copyOf(refusals);
    results = List.copyOf(results);
  }

  /** The same, and what was seen and done of the Secrets. */
  Pass with(SecretsPass seen) {
    ChildPass theirs = seen.children();
    return new Pass(
        generation,
        enforcement,
        pods,
        desired,
        union(
            present.stream().filter(child -> !SecretsPass.isOne(child)).toList(), theirs.present()),
        union(drifts, seen.drifts()),
        foreign,
        missing,
        pending,
        sooner(pause, theirs.pause()),
        union(recurring, theirs.recurring()),
        unread,
        union(refusals, theirs.refusals()),
        results,
        seen);
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

  /** Whether nothing was seen of the children. */
  boolean isBlind() {
    return !unread.isEmpty();
  }

  /** Whether this was put back. */
  boolean reverted(Drift drift) {
    return enforces()
        && !waits(drift)
        && refusals.stream().noneMatch(refusal -> isAbout(refusal, drift));
  }

  /** Whether it is seen only at the next look what came of its repair. */
  boolean isDoubtful(Drift drift) {
    return enforces() && refusals.stream().anyMatch(r -> isAbout(r, drift) && r.isDoubtful());
  }

  private static boolean isAbout(Refusal refusal, Drift drift) {
    return refusal.kind().equals(drift.kind()) && refusal.name().equals(drift.name());
  }

  /** Whether its repair was put off. */
  boolean waits(Drift drift) {
    return enforces()
        && (secrets.waits(drift) || pending.stream().anyMatch(w -> isAbout(w, drift)));
  }

  private static boolean isAbout(Write write, Drift drift) {
    return write.object().getKind().equals(drift.kind())
        && write.object().getMetadata().getName().equals(drift.name());
  }

  /** Whether deviations are repaired. */
  boolean enforces() {
    return enforcement == Enforcement.Enforce;
  }
}
