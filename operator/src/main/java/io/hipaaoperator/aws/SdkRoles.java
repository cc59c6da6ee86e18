package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.utils.Lazy;

/** Roles through the SDK. What IAM decides of one thing stands in its results for that thing. */
final class SdkRoles implements Roles {
  private static final String ORGANIZATION = "the organization's policies";

  private final Lazy<IamClient> iam;
  private final Calls calls;
  private final InstantSource clock;
  private final ActionGroups groups = new ActionGroups();

  SdkRoles(Lazy<IamClient> iam, Calls calls, InstantSource clock) {
    this.iam = iam;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Answer<Simulation> simulate(String role, List<String> actions, List<String> resources) {
    return groups
        .<Decision>ask(actions, together -> asked(role, together, resources))
        .map(decisions -> new Simulation(clock.instant(), decisions));
  }

  private Answer<List<Decision>> asked(String role, List<String> actions, List<String> resources) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.SIMULATE_PRINCIPAL_POLICY,
                    () ->
                        iam.getValue()
                            .simulatePrincipalPolicy(
                                r ->
                                    r.policySourceArn(role)
                                        .actionNames(actions)
                                        .resourceArns(resources)
                                        .marker(marker)))
                .map(
                    page ->
                        new Page<>(
                            decisions(page.evaluationResults()),
                            page.isTruncated() ? page.marker() : null)));
  }

  static List<Decision> decisions(List<EvaluationResult> results) {
    return results.stream().flatMap(SdkRoles::decisions).toList();
  }

  private static Stream<Decision> decisions(EvaluationResult result) {
    List<String> organization = isDeniedByOrganization(result) ? List.of(ORGANIZATION) : List.of();
    return result.resourceSpecificResults().stream()
        .map(one -> decision(result.evalActionName(), organization, one));
  }

  /** Its policies may have conditions, and the simulation does not say on what they depend. */
  private static boolean isDeniedByOrganization(EvaluationResult result) {
    return Optional.ofNullable(result.organizationsDecisionDetail())
        .filter(detail -> Boolean.FALSE.equals(detail.allowedByOrganizations()))
        .isPresent();
  }

  private static Decision decision(
      String action, List<String> organization, ResourceSpecificResult result) {
    return new Decision(
        action,
        result.evalResourceName(),
        result.evalResourceDecision() == PolicyEvaluationDecisionType.ALLOWED,
        Stream.concat(result.missingContextValues().stream(), organization.stream())
            .collect(Collectors.toSet()));
  }
}
