package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.secret.SecretProblem;
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
            sealed(),
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
    return secretProblem()
        .map(problem -> about("Ready", problem))
        .orElseGet(() -> condition("Ready", "True", "Converged", inPlace()));
  }

  private String inPlace() {
    int secrets = pass.secrets().states().size();
    return pass.desired().size()
        + " policies"
        + (secrets == 0 ? "" : " and " + secrets + (secrets == 1 ? " secret" : " secrets"))
        + " in place";
  }

  private Optional<SecretProblem> secretProblem() {
    return pass.secrets().worst();
  }

  private Condition about(String type, SecretProblem problem) {
    String status = problem.kind() == SecretProblem.Kind.UNKNOWN ? "Unknown" : "False";
    return condition(type, status, problem.reason(), pass.secrets().words());
  }

  /** Only of workloads that declare Secrets. One that is to be sealed anew is sealed. */
  private Optional<Condition> sealed() {
    int secrets = pass.secrets().states().size();
    return secrets == 0
        ? Optional.empty()
        : Optional.of(
            secretProblem()
                .map(problem -> about("SecretsSealed", problem))
                .orElseGet(this::allSealed));
  }

  private Condition allSealed() {
    List<String> due = pass.secrets().resealDue();
    return due.isEmpty()
        ? condition("SecretsSealed", "True", "AllOpened", "all were sealed, and opened")
        : condition(
            "SecretsSealed",
            "True",
            "ResealDue",
            "sealed with an older key of the controller's than its newest, until they are rotated: "
                + String.join(", ", due));
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
    if (!pass.foreign().isEmpty()) {
      return Optional.empty();
    }
    return pass.refusals().isEmpty()
        ? waiting()
            .map(problem -> condition("Reconciling", "True", problem.reason(), problem.words()))
        : Optional.of(condition("Reconciling", "True", "Retrying", "refused writes are retried"));
  }

  /** A Secret that is on its way. */
  private Optional<SecretProblem> waiting() {
    return secretProblem().filter(problem -> pass.enforces() && !problem.isLasting());
  }

  private Optional<SecretProblem> lasting() {
    return secretProblem().filter(SecretProblem::isLasting);
  }

  private Optional<Condition> stalled() {
    if (!pass.enforces()) {
      return Optional.empty();
    }
    return pass.foreign().isEmpty()
        ? lasting().map(p -> condition("Stalled", "True", p.reason(), pass.secrets().words()))
        : Optional.of(condition("Stalled", "True", "NameConflict", conflict()));
  }

  private Condition condition(String type, String status, String reason, String message) {
    return StatusConditions.of(type, status, reason, message, pass.generation());
  }
}
