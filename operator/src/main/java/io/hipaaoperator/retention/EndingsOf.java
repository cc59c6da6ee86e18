package io.hipaaoperator.retention;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.objects.EndingPass;
import io.hipaaoperator.objects.EndingPasses;
import io.hipaaoperator.objects.EndingState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Adds what becomes of objects in buckets to a pass over a policy. */
record EndingsOf(RetentionCluster cluster, EndingPasses endings) {

  /**
   * The pass with it. While it is not known what the plan is, a rule that has to rest whatever the
   * plan rests, and any other stays as it is.
   *
   * @param pass over what a policy has in the cluster
   * @param judging the verdicts, by how the runs went
   */
  RetentionPass with(
      DeclaredPolicy policy,
      RetentionPolicyStatus before,
      RetentionPass pass,
      Enforcement enforcement,
      Function<Fact<RunState>, List<Result>> judging) {
    var declared =
        new PolicyObjects(policy, hash(pass), cluster.holds(), cluster.policies()).declared(before);
    if (declared.endings().isEmpty() && declared.former().isEmpty()) {
      return pass;
    }
    return with(declared, pass, endings.over(enforcement, declared, before.applied()), judging);
  }

  private static Fact<Optional<String>> hash(RetentionPass pass) {
    return pass.external()
        .obstacle()
        .filter(it -> it.kind() == Obstacle.Kind.UNKNOWN)
        .<Fact<Optional<String>>>map(it -> new Fact.Unreachable<>(it.message()))
        .orElseGet(() -> new Fact.Known<>(pass.plan().map(PlanDocument::hash)));
  }

  private static RetentionPass with(
      EndingPasses.Declared declared,
      RetentionPass pass,
      EndingPass seen,
      Function<Fact<RunState>, List<Result>> judging) {
    EndingState state = EndingState.of(declared.endings(), seen.rules());
    Fact<RunState> runs = pass.runs().map(it -> it.and(state));
    ExternalPass<?> external =
        pass.external().with(seen.held(), judging.apply(runs)).lacking(seen.lack());
    return new RetentionPass(
        external, pass.plan(), pass.schedule(), pass.last(), runs, seen.rules());
  }
}
