package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Roles.Decision;
import io.hipaaoperator.cluster.IamRoles;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What roles may do, through the port. */
class RolesIT {
  private static final String GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/it";
  private static final String WRITE = "logs:PutLogEvents";
  private static final String DELETE = "logs:DeleteLogGroup";

  private final Ports ports = new Ports();
  private final IamRoles iam = new IamRoles();
  private final Roles roles = ports.services().roles();
  private final String role = iam.create(Ports.unique("it"));

  @AfterEach
  void clean() {
    iam.close();
    ports.close();
  }

  @Test
  void eachActionOnEachThingIsDecided() {
    iam.put(role, IamRoles.statement("Allow", "logs:*", GROUP));

    assertThat(simulated(List.of(WRITE, DELETE), List.of(GROUP, GROUP + ":log-stream:a")))
        .containsExactlyInAnyOrder(
            decision(WRITE, GROUP, true),
            decision(DELETE, GROUP, true),
            decision(WRITE, GROUP + ":log-stream:a", false),
            decision(DELETE, GROUP + ":log-stream:a", false));
  }

  @Test
  void aDenialWins() {
    iam.put(
        role,
        IamRoles.statement("Allow", "logs:*", "*"),
        IamRoles.statement("Deny", DELETE, GROUP));

    assertThat(simulated(List.of(WRITE, DELETE), List.of(GROUP)))
        .containsExactlyInAnyOrder(decision(WRITE, GROUP, true), decision(DELETE, GROUP, false));
  }

  @Test
  void keysOfConditionsAreTold() {
    iam.put(
        role,
        """
        {"Effect": "Allow", "Action": "logs:*", "Resource": "*",
         "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}\
        """);

    assertThat(simulated(List.of(DELETE), List.of(GROUP)))
        .containsExactly(new Decision(DELETE, GROUP, false, Set.of("aws:SourceVpc")));
  }

  /** More than a page of them: the emulator tells twenty at once. */
  @Test
  void allPagesAreRead() {
    List<String> actions = IntStream.range(0, 45).mapToObj("logs:Some%d"::formatted).toList();

    assertThat(simulated(actions, List.of(GROUP)))
        .extracting(Decision::action)
        .containsExactlyElementsOf(actions);
  }

  /** The emulator refuses to simulate these together, in the words of AWS. */
  @Test
  void whatIsNotSimulatedTogetherIsAskedAboutInGroups() {
    String bucket = "arn:aws:s3:::it";
    iam.put(role, IamRoles.statement("Allow", "s3:Put*", bucket));

    assertThat(
            simulated(
                List.of("s3:PutBucketAcl", "s3:PutReplicationConfiguration", "s3:DeleteBucket"),
                List.of(bucket)))
        .containsExactlyInAnyOrder(
            decision("s3:PutBucketAcl", bucket, true),
            decision("s3:PutReplicationConfiguration", bucket, true),
            decision("s3:DeleteBucket", bucket, false));
  }

  @Test
  void aRoleThatIsGoneIsSaidToBe() {
    assertThat(roles.simulate(role + "-other", List.of(WRITE), List.of(GROUP)))
        .matches(answer -> answer.isRefusedWith(Roles.GONE));
  }

  private List<Decision> simulated(List<String> actions, List<String> resources) {
    return known(roles.simulate(role, actions, resources)).decisions();
  }

  private static Decision decision(String action, String resource, boolean isAllowed) {
    return new Decision(action, resource, isAllowed, Set.of());
  }
}
