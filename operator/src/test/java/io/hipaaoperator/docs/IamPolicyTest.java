package io.hipaaoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hipaaoperator.aws.Action;
import io.hipaaoperator.aws.Action.Access;
import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The IAM policies in {@code docs/iam} and in the chart are what the program calls, and no more.
 */
class IamPolicyTest {
  private static final String OBSERVE = IamPolicy.of(EnumSet.of(Access.READ));
  private static final String ENFORCE =
      IamPolicy.of(EnumSet.complementOf(EnumSet.of(Access.DESTROY, Access.HOLD)));

  /** Of no mode: for who wants objects of buckets held. */
  private static final String OBJECTS = IamPolicy.of(EnumSet.of(Access.HOLD));

  /** Of no mode: for who wants keys deleted. */
  private static final String KEY_DELETION = IamPolicy.of(EnumSet.of(Access.DESTROY));

  /** The limit of a managed policy, without white space. */
  private static final int LONGEST = 6144;

  /** Nothing of it can be undone, or it takes a protection away, or it shows what is masked. */
  private static final Pattern DESTRUCTIVE =
      Pattern.compile(
          "\\w+:(Delete|Schedule|Disable|Disassociate|Untag|Bypass|Stop|Terminate|Remove"
              + "|Revoke|Retire|Unmask|Detach).*|.*[*].*");

  static Stream<String> policies() {
    return Stream.of(OBSERVE, ENFORCE, OBJECTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/iam", "charts/hipaa-operator/files/iam"})
  void filesAreWhatThePolicyIs(String folder) throws IOException {
    Repository.assertGenerated(Repository.file(folder + "/observe.json"), OBSERVE);
    Repository.assertGenerated(Repository.file(folder + "/enforce.json"), ENFORCE);
    Repository.assertGenerated(Repository.file(folder + "/key-deletion.json"), KEY_DELETION);
    Repository.assertGenerated(Repository.file(folder + "/objects.json"), OBJECTS);
  }

  @Test
  void observeOnlyReads() {
    assertThat(actions(OBSERVE))
        .isNotEmpty()
        .allMatch(action -> action.matches("\\w+:(Get|List|Describe|Simulate)\\w+"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Action.values())
                .filter(action -> action.access() == Access.READ)
                .map(Action::iam)
                .distinct()
                .toList());
  }

  @Test
  void enforceIsAllThatTheProgramCallsAndDestroysNothingWith() {
    assertThat(actions(ENFORCE))
        .containsAll(
            Arrays.stream(Action.values())
                .filter(action -> action.access() != Access.DESTROY)
                .filter(action -> action.access() != Access.HOLD)
                .map(Action::iam)
                .toList());
  }

  /** Only of keys that are ours, and nothing else that can't be undone. */
  @Test
  void whatDestroysIsOneRightOfItsOwn() {
    assertThat(actions(KEY_DELETION)).containsExactly("kms:ScheduleKeyDeletion");
    assertThat(KEY_DELETION).contains("aws:ResourceTag/app.kubernetes.io/managed-by");
    assertThat(actions(ENFORCE)).doesNotContainAnyElementsOf(actions(KEY_DELETION));
  }

  /** Versions, their tags and holds: nothing that reads or deletes one. */
  @Test
  void whatHoldsObjectsIsInNoMode() {
    assertThat(actions(OBJECTS))
        .containsExactlyInAnyOrder(
            "s3:ListBucketVersions",
            "s3:GetObjectLegalHold",
            "s3:PutObjectLegalHold",
            "s3:GetObjectVersionTagging",
            "s3:PutObjectVersionTagging");
    assertThat(actions(ENFORCE)).doesNotContainAnyElementsOf(actions(OBJECTS));
  }

  /** Absent, not denied: who else uses the role may have reasons. */
  @ParameterizedTest
  @MethodSource("policies")
  void nothingIsDeniedAndNothingDestroys(String policy) {
    assertThat(statements(policy)).allMatch(one -> one.get("Effect").asText().equals("Allow"));
    assertThat(actions(policy)).noneMatch(action -> DESTRUCTIVE.matcher(action).matches());
  }

  @ParameterizedTest
  @MethodSource("policies")
  void awsTakesAPolicyOfThisLength(String policy) {
    assertThat(policy.replaceAll("\\s", "")).hasSizeLessThan(LONGEST);
  }

  /** A key without our tag is only looked at, and what it encrypted is never decrypted. */
  @Test
  void foreignKeysAreLeftAlone() {
    assertThat(statements(ENFORCE).stream().filter(IamPolicyTest::changesKeys))
        .isNotEmpty()
        .allMatch(
            one ->
                one.path("Condition").toString().contains("/app.kubernetes.io/managed-by")
                    || one.get("Resource").asText().contains(":alias/"));
  }

  /** Who keeps events for a day destroys the older ones: not in a group without our tag. */
  @Test
  void foreignLogGroupsAreLeftAlone() {
    assertThat(
            statements(ENFORCE).stream()
                .filter(one -> one.get("Resource").asText().contains(":log-group:"))
                .filter(one -> !one.path("Condition").toString().contains("aws:ResourceTag/"))
                .flatMap(one -> StreamSupport.stream(one.get("Action").spliterator(), false))
                .map(JsonNode::asText)
                .filter(action -> !action.matches("logs:(Get|List|Describe).*")))
        .containsExactlyInAnyOrder(
            "logs:CreateLogGroup",
            "logs:TagResource",
            "logs:CreateLogAnomalyDetector",
            "logs:PutLogEvents");
  }

  private static boolean changesKeys(JsonNode statement) {
    return StreamSupport.stream(statement.get("Action").spliterator(), false)
        .map(JsonNode::asText)
        .anyMatch(action -> action.matches("kms:(?!Get|List|Describe).*"));
  }

  private static List<JsonNode> statements(String policy) {
    try {
      return StreamSupport.stream(
              new ObjectMapper().readTree(policy).get("Statement").spliterator(), false)
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> actions(String policy) {
    return statements(policy).stream()
        .flatMap(one -> StreamSupport.stream(one.get("Action").spliterator(), false))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
