package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.status.DriftEntry;
import io.hipaaoperator.status.Judgements;
import io.hipaaoperator.status.StatusConditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a workload as kstatus reads them: Ready says whether the children are as
 * desired, Compliant whether the controls hold, Drifted whether a deviation stands. Reconciling and
 * Stalled are there only while true.
 */
final class Conditions {
  /** Somebody fights for a field: what was put back is changed again and again. */
  static final String RECURS = "DriftRecurs";

  private final List<Condition> before;
  private final Pass pass;
  private final DriftLog log;
  private final String now;

  Conditions(List<Condition> before, Pass pass, DriftLog log, String now) {
    this.before = before;
    this.pass = pass;
    this.log = log;
    this.now = now;
  }

  List<Condition> all() {
    return Stream.of(
            Optional.of(ready()),
            Optional.of(compliant()),
            Optional.of(drifted()),
            reconciling(),
            stalled())
        .flatMap(Optional::stream)
        .map(next -> StatusConditions.stamped(next, before, now))
        .toList();
  }

  private Condition ready() {
    if (pass.isBlind()) {
      return unread("Ready");
    }
    if (!pass.enforces()) {
      return condition("Ready", "True", "Observing", "nothing is written in Observe mode");
    }
    if (!pass.foreign().isEmpty()) {
      return condition("Ready", "False", "NameConflict", conflict());
    }
    if (!pass.refusals().isEmpty()) {
      return condition(
          "Ready", "False", Refusal.reason(pass.refusals()), Refusal.words(pass.refusals()));
    }
    if (pass.drifts().stream().anyMatch(pass::waits)) {
      return condition("Ready", "False", RECURS, recurring());
    }
    if (!pass.missing().isEmpty()) {
      return condition("Ready", "False", "PeerNotFound", String.join("; ", pass.missing()));
    }
    return condition("Ready", "True", "Converged", pass.desired().size() + " policies in place");
  }

  /** What the cluster is like can't be read: what was so may not be so any more. */
  private Condition unread(String type) {
    return condition(type, "Unknown", "NotReadable", String.join("; ", pass.unread()));
  }

  private String conflict() {
    return "not made by this workload, left alone: NetworkPolicy "
        + String.join(", ", pass.foreign());
  }

  private Condition compliant() {
    Verdict all = Verdict.worst(pass.results().stream().map(r -> r.verdict()).toList());
    return switch (all) {
      case Verdict.Compliant _ ->
          condition("Compliant", "True", "AllControlsHold", Judgements.summary(pass.results()));
      case Verdict.Violated _ ->
          condition("Compliant", "False", "ControlViolated", Judgements.summary(pass.results()));
      case Verdict.Undetermined _ ->
          condition("Compliant", "Unknown", unknown(), Judgements.summary(pass.results()));
    };
  }

  /** A workload without pods is told apart: it is no failure that policies come before pods. */
  private String unknown() {
    return pass.pods() == 0 ? "NoPods" : "NotDetermined";
  }

  private Condition drifted() {
    if (pass.isBlind()) {
      return unread("Drifted");
    }
    String line = Optional.ofNullable(log.line()).orElse("no drift was found");
    List<Drift> standing = pass.drifts().stream().filter(drift -> !pass.reverted(drift)).toList();
    if (!standing.stream().allMatch(pass::waits)) {
      return condition("Drifted", "True", "DriftStands", standing());
    }
    if (!pass.recurring().isEmpty()) {
      return condition("Drifted", standing.isEmpty() ? "False" : "True", RECURS, recurring());
    }
    return condition("Drifted", "False", log.total() == 0 ? "NoDrift" : "DriftReverted", line);
  }

  private String standing() {
    long standing = pass.drifts().stream().filter(drift -> !pass.reverted(drift)).count();
    return standing + " standing; newest: " + log.line();
  }

  private String recurring() {
    return pass.recurring().stream()
        .map(drift -> DriftEntry.deed(drift) + " again and again; put back after growing pauses")
        .collect(Collectors.joining("; "));
  }

  private Optional<Condition> reconciling() {
    return pass.refusals().isEmpty() || !pass.foreign().isEmpty()
        ? Optional.empty()
        : Optional.of(condition("Reconciling", "True", "Retrying", "refused writes are retried"));
  }

  private Optional<Condition> stalled() {
    return pass.foreign().isEmpty() || !pass.enforces()
        ? Optional.empty()
        : Optional.of(condition("Stalled", "True", "NameConflict", conflict()));
  }

  private Condition condition(String type, String status, String reason, String message) {
    return StatusConditions.of(type, status, reason, message, pass.generation());
  }
}
