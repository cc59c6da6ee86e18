package io.hipaaoperator.aws;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What IAM's policy simulator says of roles. It knows the policies of a role, its permissions
 * boundary and the organization's service control policies; no policies of resources, and no values
 * for conditions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">SimulatePrincipalPolicy</a>
 */
public interface Roles {

  /** The code with which IAM says that there is no such role. */
  String GONE = "NoSuchEntity";

  /** Whether a role, by ARN, may do each of these actions to each of these things, by ARN. */
  Answer<Simulation> simulate(String role, List<String> actions, List<String> resources);

  /** Asks anew of a role when it is next asked for. */
  default void forget(String role) {}

  /**
   * What IAM said of a role.
   *
   * @param time when
   * @param decisions one for each action on each thing
   */
  record Simulation(Instant time, List<Decision> decisions) {
    public Simulation {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * Whether a role may do something.
   *
   * @param action for example logs:PutLogEvents
   * @param resource ARN of that to which it is done
   * @param isAllowed whether it is allowed, as far as is known
   * @param conditions keys of conditions that policies look at, whose values nobody told IAM
   */
  record Decision(String action, String resource, boolean isAllowed, Set<String> conditions) {
    public Decision {
      conditions = Set.copyOf(conditions);
    }
  }
}
