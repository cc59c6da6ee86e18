package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.drift.ChildComparison;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes of which it is looked at what the server made of them: an admission webhook or policy may
 * have changed the object on its way, and what was written is not in force then.
 *
 * @param comparison compares what was written with what is there
 * @param writing makes a write
 */
public record ConfirmedWrites(ChildComparison comparison, Function<Write, Outcome> writing)
    implements Function<Write, Outcome> {

  @Override
  public Outcome apply(Write write) {
    Outcome outcome = writing.apply(write);
    return outcome
        .answer()
        .filter(_ -> write instanceof Write.Apply || write instanceof Write.Replace)
        .filter(answer -> !comparison.isInForce(write.object(), answer))
        .map(answer -> new Outcome(Optional.of(answer), Optional.of(altered(answer))))
        .orElse(outcome);
  }

  private static Refusal altered(HasMetadata answer) {
    return new Refusal(
        answer.getKind(),
        answer.getMetadata().getName(),
        Refusal.NOT_IN_FORCE,
        "stored otherwise than written: an admission webhook or policy changes it");
  }
}
