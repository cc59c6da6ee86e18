package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.audit.WriterRights.Right;
import io.hipaaoperator.aws.Roles.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What IAM's decisions come to. */
class WriterFindingTest {
  private static final String GROUP = "arn:aws:logs:us-east-1:1:log-group:/phi/clinic";
  private static final String STREAM = GROUP + ":log-stream:hipaa-operator";
  private static final String BUCKET = "arn:aws:s3:::clinic";
  private static final WriterRights RIGHTS = new WriterRights(GROUP, Optional.of(BUCKET));

  @Test
  void whoMayWriteAndNoMoreIsWriteOnly() {
    var finding = finding(Right::isNeeded);

    assertThat(finding.result()).isEqualTo(Result.WriteOnly);
    assertThat(finding.message()).isEqualTo("may write, and neither delete nor edit");
  }

  /** Wherever it is allowed: under the group's ARN, and under that with a star behind it. */
  @Test
  void oneActionThatAWriterMustNotDoIsEnough() {
    for (Right right : RIGHTS.all().stream().filter(one -> !one.isNeeded()).toList()) {
      var finding = finding(one -> one.isNeeded() || one.equals(right));

      assertThat(finding.result()).isEqualTo(Result.MayEdit);
      assertThat(finding.may()).containsExactly(right.action());
      assertThat(finding.message()).isEqualTo("may " + right.action());
    }
  }

  @Test
  void whoMayNotWriteLacksIt() {
    var finding = finding(right -> right.action().equals("logs:CreateLogStream"));

    assertThat(finding.result()).isEqualTo(Result.MayNotWrite);
    assertThat(finding.lacks()).containsExactly("logs:PutLogEvents");
    assertThat(finding.message()).isEqualTo("may not logs:PutLogEvents");
  }

  @Test
  void whoMayNotWriteButDeleteIsTheWorse() {
    var finding = finding(right -> right.action().equals("s3:DeleteObject"));

    assertThat(finding.result()).isEqualTo(Result.MayEdit);
    assertThat(finding.message())
        .isEqualTo("may s3:DeleteObject; may not logs:CreateLogStream, logs:PutLogEvents");
  }

  /** With the right value it could be allowed: nobody knows. */
  @Test
  void aDenialThatDependsOnAConditionIsNotKnown() {
    List<Decision> decisions =
        RIGHTS.all().stream()
            .map(
                right ->
                    right.action().equals("logs:DeleteLogGroup")
                        ? new Decision(
                            right.action(), right.resource(), false, Set.of("aws:SourceIp"))
                        : decision(right, right.isNeeded()))
            .toList();
    var finding = WriterFinding.of(RIGHTS.all(), decisions);

    assertThat(finding.result()).isEqualTo(Result.DependsOnConditions);
    assertThat(finding.message())
        .isEqualTo("not known: logs:DeleteLogGroup depends on aws:SourceIp");
  }

  @Test
  void whatIamDidNotTellIsNotKnown() {
    List<Decision> decisions =
        RIGHTS.all().stream()
            .filter(right -> !right.action().equals("s3:DeleteObjectVersion"))
            .map(right -> decision(right, right.isNeeded()))
            .toList();
    var finding = WriterFinding.of(RIGHTS.all(), decisions);

    assertThat(finding.result()).isEqualTo(Result.DependsOnConditions);
    assertThat(finding.message()).isEqualTo("not known: s3:DeleteObjectVersion not told");
  }

  @Test
  void withoutAnArchiveNothingIsAskedOfBuckets() {
    var rights = new WriterRights(GROUP, Optional.empty());

    assertThat(rights.actions()).allMatch(action -> action.startsWith("logs:"));
    assertThat(rights.resources()).containsExactlyInAnyOrder(GROUP, STREAM);
    assertThat(RIGHTS.resources()).contains(BUCKET, BUCKET + "/hipaa-operator");
  }

  private static WriterFinding finding(Predicate<Right> isAllowed) {
    return WriterFinding.of(
        RIGHTS.all(),
        RIGHTS.all().stream().map(right -> decision(right, isAllowed.test(right))).toList());
  }

  private static Decision decision(Right right, boolean isAllowed) {
    return new Decision(right.action(), right.resource(), isAllowed, Set.of());
  }
}
