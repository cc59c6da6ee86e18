package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the writes that children need; one that never lasts is made less and less often. */
public final class ChildWrites {
  private final Function<Write, Outcome> writing;
  private final Consumer<HasMetadata> answered;
  private final RecentRepairs repairs;

  /**
   * Writes children.
   *
   * @param writing makes a write
   * @param answered is told what the server answers
   * @param clock by which repairs that never last are paced
   */
  public ChildWrites(
      Function<Write, Outcome> writing, Consumer<HasMetadata> answered, InstantSource clock) {
    this.writing = writing;
    this.answered = answered;
    this.repairs = new RecentRepairs(clock);
  }

  /** Which writes are made now. */
  public Pacing pacing(Enforcement enforcement, Children children) {
    if (enforcement != Enforcement.Enforce) {
      return new Pacing(List.of(), children.writes(), Duration.ZERO);
    }
    Map<Boolean, List<Write>> due =
        children.writes().stream()
            .collect(Collectors.partitioningBy(write -> pause(children, write).isZero()));
    List<Write> pending = due.getOrDefault(false, List.of());
    Duration pause =
        pending.stream()
            .map(write -> pause(children, write))
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Pacing(due.getOrDefault(true, List.of()), pending, pause);
  }

  private Duration pause(Children children, Write write) {
    return repairs.pause(children.family(), children.undone(write));
  }

  /** Makes those that are due; where the server could not answer the rest is left undone. */
  public List<Refusal> make(Children children, Pacing pacing) {
    List<Refusal> refusals = new ArrayList<>();
    for (Write write : pacing.due()) {
      String name = children.family().name(write.object());
      Optional<Refusal> silence = refusals.stream().filter(Refusal::isSilence).findFirst();
      silence
          .map(refusal -> refusal.untried(write.object().getKind(), name))
          .or(() -> make(children, write).map(refusal -> refusal.named(name)))
          .ifPresent(refusals::add);
    }
    return refusals;
  }

  private Optional<Refusal> make(Children children, Write write) {
    Outcome outcome = writing.apply(write);
    outcome.answer().ifPresent(answered);
    if (outcome.refusal().filter(refusal -> !refusal.isConflict()).isEmpty()) {
      repairs.made(children.family(), children.undone(write));
    }
    return outcome.refusal();
  }

  /** What comes back again and again, of each child the most frequent. */
  public List<Drift> recurring(Family family) {
    return repairs.recurring(family);
  }
}
