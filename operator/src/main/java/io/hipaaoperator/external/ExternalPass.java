package io.hipaaoperator.external;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.drift.SettingComparison;
import io.hipaaoperator.drift.SettingComparison.Found;
import io.hipaaoperator.status.DriftHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one pass over a resource saw and did.
 *
 * @param generation generation of the spec that was looked at
 * @param subject what is declared, for people, for example alias/phi/clinic
 * @param enforcement whether deviations were repaired
 * @param obstacle why there was nothing to look at
 * @param settings what deviates, once repaired what could be
 * @param repairs what became of the repairs, in the order of the deviations that were repaired
 * @param results verdicts
 * @param children what was seen of its children in the cluster, and done
 * @param lack what of it could not be made yet
 * @param noticed how something is that depends on it and is not ours to put right: whether it has
 *     drifted is told, and nothing else follows from it
 * @param <W> what can be written
 */
public record ExternalPass<W>(
    long generation,
    String subject,
    Enforcement enforcement,
    Optional<Obstacle> obstacle,
    SettingComparison<W> settings,
    List<Repair<W>> repairs,
    List<Result> results,
    ChildPass children,
    Optional<Obstacle> lack,
    SettingComparison<?> noticed) {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final SettingComparison<?> NOTHING = SettingComparison.none(Map.of());

  public ExternalPass {
    repairs = List.copyOf(repairs);
    results = List.copyOf(results);
  }

  /** A pass that looked. */
  public static <W> ExternalPass<W> of(
      long generation,
      String subject,
      Enforcement enforcement,
      Convergence<?, W> held,
      List<Result> results) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        Optional.empty(),
        held.settings(),
        held.repairs(),
        results,
        ChildPass.NONE,
        Optional.empty(),
        NOTHING);
  }

  /** A pass that had nothing to look at. */
  public static <W> ExternalPass<W> without(
      long generation,
      String subject,
      Enforcement enforcement,
      Obstacle obstacle,
      Map<String, String> applied,
      List<Result> results) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        Optional.of(obstacle),
        SettingComparison.none(applied),
        List.of(),
        results,
        ChildPass.NONE,
        Optional.empty(),
        NOTHING);
  }

  /** The same pass, and one over the children. */
  public ExternalPass<W> with(ChildPass seen) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        obstacle,
        settings,
        repairs,
        results,
        seen,
        lack,
        noticed);
  }

  /** The same pass, and what was kept true outside; all of it is judged anew. */
  public <V> ExternalPass<V> with(Convergence<?, V> held, List<Result> judged) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        obstacle,
        held.settings(),
        held.repairs(),
        judged,
        children,
        lack,
        noticed);
  }

  /** The same pass, which could not make something. */
  public ExternalPass<W> lacking(Optional<Obstacle> what) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        obstacle,
        settings,
        repairs,
        results,
        children,
        what,
        noticed);
  }

  /** The same pass, and how something is that depends on the resource; digests are of both. */
  public ExternalPass<W> noticing(SettingComparison<?> seen) {
    return new ExternalPass<>(
        generation,
        subject,
        enforcement,
        obstacle,
        new SettingComparison<>(settings.deviations(), settings.unknown(), seen.applied()),
        repairs,
        results,
        children,
        lack,
        seen);
  }

  boolean enforces() {
    return enforcement == Enforcement.Enforce;
  }

  /** Whether something of it, or of its children, could not be read. */
  boolean isPartlyUnknown() {
    return obstacle.isPresent()
        || !settings.unknown().isEmpty()
        || !children.unread().isEmpty()
        || !noticed.unknown().isEmpty();
  }

  /** Repairs that did not succeed, as far as was seen. */
  List<Repair<W>> failed() {
    return repairs.stream().filter(repair -> !repair.succeeded() && stands(repair)).toList();
  }

  /** Drifts that were put back; what nobody answered may be seen to be done. */
  public List<Drift> reverted() {
    return Stream.concat(settled(), children.reverted().stream()).toList();
  }

  private Stream<Drift> settled() {
    return repairs.stream()
        .filter(repair -> repair.succeeded() || !stands(repair))
        .map(Repair::found)
        .filter(Found::drifted)
        .map(Found::drift);
  }

  private boolean stands(Repair<W> repair) {
    String name = repair.found().setting().name();
    return settings.deviations().stream().anyMatch(found -> found.setting().name().equals(name));
  }

  /** Drifts that were not. */
  public List<Drift> standing() {
    List<Drift> settled = settled().toList();
    return Stream.of(
            drifts(settings).filter(drift -> !settled.contains(drift)),
            drifts(noticed),
            children.standing().stream())
        .flatMap(all -> all)
        .toList();
  }

  private static Stream<Drift> drifts(SettingComparison<?> compared) {
    return compared.deviations().stream().filter(Found::drifted).map(Found::drift);
  }

  /**
   * The history of drift with what this pass found.
   *
   * @param before the status so far
   * @param unshown what earlier passes found and no status shows yet
   */
  public DriftHistory history(ExternalStatus before, List<DriftStatus> unshown, Instant now) {
    return DriftHistory.after(
        before.drift(),
        Objects.requireNonNullElse(before.driftTotal(), 0),
        unshown,
        standing(),
        reverted(),
        now);
  }

  /** Deviations that only a person mends, drifted or not. */
  List<Found<W>> leftAlone() {
    return settings.deviations().stream()
        .filter(found -> found.setting().remedy() instanceof Remedy.Person<W>)
        .toList();
  }

  /** Deviations that were put right and are seen still. */
  List<Found<W>> lingering() {
    return settings.deviations().stream()
        .filter(found -> found.setting().remedy() instanceof Remedy.Write<W>)
        .toList();
  }

  /** Whether it is tried again less and less often; what is under way ends by itself. */
  boolean backsOff() {
    return obstacle
        .map(one -> one.kind() == Obstacle.Kind.UNKNOWN)
        .orElseGet(() -> children.pause().isZero());
  }

  /** When to look again; zero for as always. */
  Duration retry() {
    if (obstacle.isPresent()) {
      return obstacle.get().retry();
    }
    boolean done =
        settings.unknown().isEmpty()
            && children.unread().isEmpty()
            && children.refusals().isEmpty()
            && (!enforces() || lingering().isEmpty());
    return done ? pause() : SOON;
  }

  /** Until what was put off is due, or what could not be made is tried again. */
  private Duration pause() {
    return Stream.concat(Stream.of(children.pause()), lack.map(Obstacle::retry).stream())
        .filter(Duration::isPositive)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
