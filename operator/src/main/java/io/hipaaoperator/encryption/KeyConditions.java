package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.SettingComparison.Found;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.Judgements;
import io.hipaaoperator.status.StatusConditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a key as kstatus reads them: Ready says whether it is as declared, Compliant
 * whether the controls hold, Drifted whether a deviation stands. Reconciling and Stalled are there
 * only while true.
 */
final class KeyConditions {
  private final List<Condition> before;
  private final KeyPass pass;
  private final DriftHistory history;
  private final String now;

  KeyConditions(List<Condition> before, KeyPass pass, DriftHistory history, String now) {
    this.before = before;
    this.pass = pass;
    this.history = history;
    this.now = now;
  }

  List<Condition> all() {
    return Stream.of(
            Optional.of(ready()),
            Optional.of(compliant()),
            Optional.of(drifted()),
            usable(),
            reconciling(),
            stalled())
        .flatMap(Optional::stream)
        .map(next -> StatusConditions.stamped(next, before, now))
        .toList();
  }

  /** What Ready says, for the one line of the summary too. */
  Condition ready() {
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
      return condition("Ready", "False", "WriteRefused", failures());
    }
    if (!pass.settings().unknown().isEmpty()) {
      return condition("Ready", "Unknown", "AwsUnreachable", unknown());
    }
    if (!pass.enforces()) {
      return condition("Ready", "True", "Observing", "nothing is written in Observe mode");
    }
    return pass.leftAlone().stream()
        .findFirst()
        .map(this::leftAlone)
        .orElseGet(() -> condition("Ready", "True", "Converged", pass.alias() + " is as declared"));
  }

  private String failures() {
    return pass.failed().stream()
        .map(
            repair ->
                "spec." + path(repair.found()) + ": " + repair.answer().failure().orElse("failed"))
        .collect(Collectors.joining("; "));
  }

  private String unknown() {
    return pass.settings().unknown().stream().distinct().collect(Collectors.joining("; "));
  }

  private Condition leftAlone(Found<KeyWrite> found) {
    String seen = path(found) + " is " + found.drift().found() + ", left alone: ";
    FieldPath path = found.setting().path();
    if (path.equals(KeySettings.STATE)) {
      return notReady("KeyNotUsable", seen + "somebody has to enable the key");
    }
    return path.equals(KeySettings.ALIAS)
        ? notReady("AliasTaken", seen + "it leads to a key that is not ours")
        : notReady(
            "PolicyChanged",
            seen
                + "the key was adopted, or somebody forbids something: a person has to put it right");
  }

  private Condition notReady(String reason, String message) {
    return condition("Ready", "False", reason, message);
  }

  private static String path(Found<KeyWrite> found) {
    return found.setting().name();
  }

  private Condition compliant() {
    String summary = summary();
    return switch (Verdict.worst(pass.results().stream().map(r -> r.verdict()).toList())) {
      case Verdict.Compliant _ -> condition("Compliant", "True", "AllControlsHold", summary);
      case Verdict.Violated _ -> condition("Compliant", "False", "ControlViolated", summary);
      case Verdict.Undetermined _ -> condition("Compliant", "Unknown", "NotDetermined", summary);
    };
  }

  private String summary() {
    return pass.obstacle()
        .map(Obstacle::message)
        .orElseGet(() -> Judgements.summary(pass.results()));
  }

  private Condition drifted() {
    if (!pass.standing().isEmpty()) {
      String line = pass.standing().size() + " standing; newest: " + history.line();
      return condition("Drifted", "True", "DriftStands", line);
    }
    if (pass.seen().isEmpty() || !pass.settings().unknown().isEmpty()) {
      return condition("Drifted", "Unknown", "NotDetermined", "not all of the key could be read");
    }
    String line = Optional.ofNullable(history.line()).orElse("no drift was found");
    return condition("Drifted", "False", history.total() == 0 ? "NoDrift" : "DriftReverted", line);
  }

  private Optional<Condition> usable() {
    return pass.proof()
        .map(
            proof ->
                proof.usable()
                    ? condition("KeyUsable", "True", "Proven", proof.message())
                    : condition("KeyUsable", "False", "NotProven", proof.message()));
  }

  private Optional<Condition> reconciling() {
    boolean waits = pass.obstacle().filter(o -> o.kind() == Obstacle.Kind.WAITING).isPresent();
    return waits || pass.retry().isPositive()
        ? Optional.of(condition("Reconciling", "True", "Retrying", "it is tried again"))
        : Optional.empty();
  }

  private Optional<Condition> stalled() {
    return pass.obstacle()
        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.STALLED)
        .map(obstacle -> condition("Stalled", "True", obstacle.reason(), obstacle.message()));
  }

  private Condition condition(String type, String status, String reason, String message) {
    return StatusConditions.of(type, status, reason, message, pass.generation());
  }
}
