package io.hipaaoperator.objects;

import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.external.Convergence;
import io.hipaaoperator.external.Obstacle;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of the lifecycle rules of a policy, and done.
 *
 * @param held what deviates, and what was written
 * @param rules what is known of each
 * @param lack what can't be made here
 */
public record EndingPass(
    Convergence<?, RuleWrite> held, List<ObjectRule> rules, Optional<Obstacle> lack) {
  public EndingPass {
    rules = List.copyOf(rules);
  }
}
