package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Roles.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/** What IAM tells of a simulation, where the emulator has nothing like it. */
class SdkRolesTest {

  /** The simulation does not say which condition of an organization's policy it depends on. */
  @Test
  void whatAnOrganizationDeniesMayDependOnConditions() {
    assertThat(denied(false).conditions()).containsExactly("the organization's policies");
    assertThat(denied(true).conditions()).isEmpty();
  }

  private static Decision denied(boolean byRoleAlone) {
    var result =
        EvaluationResult.builder()
            .evalActionName("logs:DeleteLogGroup")
            .organizationsDecisionDetail(detail -> detail.allowedByOrganizations(byRoleAlone))
            .resourceSpecificResults(
                one ->
                    one.evalResourceName("arn")
                        .evalResourceDecision(PolicyEvaluationDecisionType.IMPLICIT_DENY))
            .build();
    return SdkRoles.decisions(List.of(result)).getFirst();
  }
}
