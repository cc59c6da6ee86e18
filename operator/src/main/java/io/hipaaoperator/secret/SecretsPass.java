package io.hipaaoperator.secret;

import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one pass over the Secrets of a workload saw and did.
 *
 * @param states of each that is declared
 * @param children what was seen and done of their SealedSecrets
 */
public record SecretsPass(List<SecretState> states, ChildPass children) {
  /** A workload that declares none. */
  public static final SecretsPass NONE = new SecretsPass(List.of(), ChildPass.NONE);

  public SecretsPass {
    states = List.copyOf(states);
  }

  /** Whether a child is a SealedSecret. */
  public static boolean isOne(Child child) {
    return child.kind().equals(SealedSecret.class.getSimpleName());
  }

  /** The worst problem; that of the first Secret among equals. */
  public Optional<SecretProblem> worst() {
    return problems().filter(SecretProblem::isLasting).findFirst().or(() -> problems().findFirst());
  }

  private Stream<SecretProblem> problems() {
    return states.stream().flatMap(state -> state.problem().stream());
  }

  /** All problems, for people. */
  public String words() {
    return states.stream()
        .flatMap(
            state ->
                state.problem().map(it -> "secret " + state.name() + ": " + it.words()).stream())
        .collect(Collectors.joining("; "));
  }

  /** How old what is in each is at a time. */
  public List<SecretAge> ages(Instant now) {
    return states.stream().map(state -> state.age(now)).toList();
  }

  /** All deviations of the SealedSecrets. */
  public List<Drift> drifts() {
    return Stream.concat(children.standing().stream(), children.reverted().stream()).toList();
  }

  /** Whether a repair was put off. */
  public boolean waits(Drift drift) {
    return children.standing().contains(drift)
        && children.refusals().stream().map(Refusal::name).noneMatch(drift.name()::equals);
  }

  /** Names of those that have to be sealed anew. */
  public List<String> resealDue() {
    return states.stream().filter(SecretState::isResealDue).map(SecretState::name).toList();
  }
}
