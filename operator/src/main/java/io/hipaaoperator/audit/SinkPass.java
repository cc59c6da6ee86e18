package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.audit.SinkChildren.SinkPlace;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.Obstacle;
import java.util.Optional;

/**
 * What one pass over a sink saw and did.
 *
 * @param external what every such pass sees and does
 * @param declared what was declared
 * @param region where the log group is; empty when that is not known
 * @param seen the log group, after the repairs; empty when there is an obstacle
 * @param proof whether events arrive; empty when that was not tried
 * @param ambiguity what else matches where the log group is found, for people
 */
record SinkPass(
    ExternalPass<SinkWrite> external,
    DeclaredSink declared,
    Optional<String> region,
    Optional<ObservedSink> seen,
    Optional<Proof> proof,
    Optional<String> ambiguity) {

  /** A pass over the log group alone, whose name is known. */
  static SinkPass of(
      ExternalPass<SinkWrite> external,
      DeclaredSink declared,
      Optional<String> region,
      Optional<ObservedSink> seen,
      Optional<Proof> proof) {
    return new SinkPass(external, declared, region, seen, proof, Optional.empty());
  }

  /** The same, and what else matches. */
  SinkPass with(Optional<String> others) {
    return new SinkPass(external, declared, region, seen, proof, others);
  }

  /** The same, and a pass over its children. */
  SinkPass with(ChildPass children) {
    return new SinkPass(external.with(children), declared, region, seen, proof, ambiguity);
  }

  /** Where the log group is, or was when AWS could be asked last. */
  Optional<SinkPlace> place(AuditSinkStatus before) {
    if (seen.flatMap(ObservedSink::group).isPresent()) {
      return region.map(in -> new SinkPlace(in, declared.group(), isAsDeclared()));
    }
    return external
        .obstacle()
        .filter(obstacle -> obstacle.kind() == Obstacle.Kind.UNKNOWN)
        .flatMap(_ -> Optional.ofNullable(before.arn()))
        .flatMap(_ -> Optional.ofNullable(before.region()))
        .map(in -> new SinkPlace(in, declared.group(), false));
  }

  /** Whether nothing that weakens it stands, as far as all could be read. */
  private boolean isAsDeclared() {
    return external.settings().unknown().isEmpty()
        && external.settings().deviations().stream()
            .filter(found -> !Writers.concerns(found))
            .noneMatch(found -> found.drift().weakens());
  }
}
