package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import java.util.List;
import java.util.Optional;

/**
 * What the controls say of a sink. Pure.
 *
 * @param controls what is judged
 */
record SinkVerdicts(List<Control<DeclaredSink>> controls, DeclaredSink declared) {

  /** On what was read. */
  List<Result> of(ObservedSink seen, Optional<Proof> proof) {
    Facts facts = seen.facts(AuditFacts.undeclared(declared));
    return Control.judge(controls, declared, facts.with(AuditFacts.PROOF, fact(proof)));
  }

  private static Fact<Proof> fact(Optional<Proof> proof) {
    return proof
        .<Fact<Proof>>map(Fact.Known::new)
        .orElseGet(() -> new Fact.Unreachable<>("no event is written in Observe mode"));
  }

  /** What was not looked at is undetermined, and stays in the list. */
  List<Result> unread(String why) {
    return Control.judge(controls, declared, AuditFacts.unreachable(declared, why));
  }
}
