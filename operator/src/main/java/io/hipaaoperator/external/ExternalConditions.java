package io.hipaaoperator.external;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.drift.SettingComparison.Found;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.Judgements;
import io.hipaaoperator.status.StatusConditions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a resource as kstatus reads them: Ready says whether all is as declared,
 * Compliant whether the controls hold, Drifted whether a deviation stands. Reconciling and Stalled
 * are there only while true.
 */
public final class ExternalConditions {
  private final ExternalPass<?> pass;
  private final DriftHistory history;

  /** What this pass and this history come to. */
  public ExternalConditions(ExternalPass<?> pass, DriftHistory history) {
    this.pass = pass;
    this.history = history;
  }

  /**
   * All of them, with the time of the last change of each.
   *
   * @param more those that only this kind has
   * @param before the conditions so far
   */
  public List<Condition> all(Collection<Condition> more, List<Condition> before, String now) {
    return stamped(Stream.of(ready(), compliant(), drifted()), more, before, now);
  }

  /** The same of a kind that no control judges: whether it is compliant is no question. */
  public List<Condition> unjudged(Collection<Condition> more, List<Condition> before, String now) {
    return stamped(Stream.of(ready(), drifted()), more, before, now);
  }

  private List<Condition> stamped(
      Stream<Condition> usual, Collection<Condition> more, List<Condition> before, String now) {
    return Stream.of(usual, more.stream(), reconciling().stream(), stalled().stream())
        .flatMap(stream -> stream)
        .map(next -> StatusConditions.stamped(next, before, now))
        .toList();
  }

  /** One line for people: what is in the way, else what the controls say. */
  public String summary() {
    Condition ready = ready();
    return "True".equals(ready.getStatus()) && pass.obstacle().isEmpty()
        ? Judgements.summary(pass.results())
        : ready.getMessage();
  }

  private Condition ready() {
    return pass.obstacle().map(this::ready).orElseGet(this::settings);
  }

  private Condition ready(Obstacle obstacle) {
    String status =
        switch (obstacle.kind()) {
          case UNKNOWN -> "Unknown";
          case WAITING, STALLED -> "False";
          case OBSERVING -> "True";
        };
    return condition("Ready", status, obstacle.reason(), obstacle.message());
  }

  private Condition settings() {
    if (!pass.failed().isEmpty()) {
      return failed();
    }
    if (!pass.settings().unknown().isEmpty()) {
      return unread();
    }
    if (!pass.enforces()) {
      return condition("Ready", "True", "Observing", "nothing is written in Observe mode");
    }
    return pass.leftAlone().stream().findFirst().map(this::leftAlone).orElseGet(this::enforced);
  }

  private Condition leftAlone(Found<?> found) {
    if (!(found.setting().remedy() instanceof Remedy.Person<?>(String reason, String why))) {
      throw new IllegalArgumentException(found.setting().name() + " is not left alone");
    }
    String seen = found.setting().name() + " is " + found.drift().found() + ", left alone: ";
    return condition("Ready", "False", reason, seen + why);
  }

  private Condition enforced() {
    return pass.lingering().isEmpty()
        ? children().or(() -> pass.lack().map(this::ready)).orElseGet(() -> converged())
        : condition("Ready", "False", "NotInForce", "written, but not seen yet: " + lingering());
  }

  private Condition converged() {
    return condition("Ready", "True", "Converged", pass.subject() + " is as declared");
  }

  /** What is wrong with its children in the cluster. */
  private Optional<Condition> children() {
    return ChildTrouble.of(pass.children())
        .map(trouble -> condition("Ready", trouble.ready(), trouble.reason(), trouble.message()));
  }

  private String lingering() {
    return pass.lingering().stream()
        .map(found -> found.setting().name())
        .collect(Collectors.joining(", "));
  }

  /** What nobody answered was not refused. */
  private Condition failed() {
    return pass.failed().stream().anyMatch(Repair::isRefused)
        ? condition("Ready", "False", "WriteRefused", failures())
        : condition("Ready", "Unknown", Obstacle.reason(false), failures());
  }

  private String failures() {
    return pass.failed().stream()
        .map(ExternalConditions::failure)
        .collect(Collectors.joining("; "));
  }

  private static String failure(Repair<?> repair) {
    return "%s: %s"
        .formatted(repair.found().setting().name(), repair.answer().failure().orElse("failed"));
  }

  private Condition unread() {
    List<Fact.Unreachable<?>> unknown = pass.settings().unknown();
    boolean refused = unknown.stream().allMatch(Fact.Unreachable::refused);
    String why =
        unknown.stream().map(Fact.Unreachable::why).distinct().collect(Collectors.joining("; "));
    return condition("Ready", "Unknown", Obstacle.reason(refused), why);
  }

  private Condition compliant() {
    String summary =
        pass.obstacle().map(Obstacle::message).orElseGet(() -> Judgements.summary(pass.results()));
    return switch (Verdict.worst(pass.results().stream().map(r -> r.verdict()).toList())) {
      case Verdict.Compliant _ -> condition("Compliant", "True", "AllControlsHold", summary);
      case Verdict.Violated _ -> condition("Compliant", "False", "ControlViolated", summary);
      case Verdict.Undetermined _ -> condition("Compliant", "Unknown", "NotDetermined", summary);
    };
  }

  private Condition drifted() {
    if (!pass.standing().isEmpty()) {
      String line = pass.standing().size() + " standing; newest: " + history.line();
      return condition("Drifted", "True", "DriftStands", line);
    }
    if (pass.isPartlyUnknown()) {
      return condition("Drifted", "Unknown", "NotDetermined", "not all of it could be read");
    }
    String line = Optional.ofNullable(history.line()).orElse("no drift was found");
    return condition("Drifted", "False", history.total() == 0 ? "NoDrift" : "DriftReverted", line);
  }

  private Optional<Condition> reconciling() {
    return pass.retry().isPositive()
        ? Optional.of(condition("Reconciling", "True", "Retrying", "it is tried again"))
        : Optional.empty();
  }

  private Optional<Condition> stalled() {
    return Stream.concat(pass.obstacle().stream(), pass.lack().stream())
        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.STALLED)
        .findFirst()
        .map(obstacle -> condition("Stalled", "True", obstacle.reason(), obstacle.message()))
        .or(() -> pass.enforces() ? conflict() : Optional.empty());
  }

  private Optional<Condition> conflict() {
    return ChildTrouble.of(pass.children())
        .filter(ChildTrouble::isStalled)
        .map(trouble -> condition("Stalled", "True", trouble.reason(), trouble.message()));
  }

  /** A condition on the generation that was looked at, its time to be stamped. */
  public Condition condition(String type, String status, String reason, String message) {
    return StatusConditions.of(type, status, reason, message, pass.generation());
  }
}
