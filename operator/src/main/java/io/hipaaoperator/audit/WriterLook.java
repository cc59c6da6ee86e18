package io.hipaaoperator.audit;

import io.hipaaoperator.api.WriterStatus;
import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Roles;
import io.hipaaoperator.aws.Roles.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a writer once IAM was asked.
 *
 * @param role the role's ARN
 * @param rights what is asked
 * @param last what was said last of the same
 * @param now when
 */
record WriterLook(String role, WriterRights rights, Optional<WriterStatus> last, Instant now) {
  /** What says the same keeps its time so long, and nothing is written to say it again. */
  private static final Duration GOOD = Duration.ofHours(1);

  /** While IAM can't be asked, what it said last counts so long. */
  private static final Duration STALE = Duration.ofHours(3);

  private static final int PARTITION = 1;
  private static final int ACCOUNT = 4;

  static WriterLook of(String role, WriterRights rights, List<WriterStatus> before, Instant now) {
    return new WriterLook(
        role,
        rights,
        before.stream().filter(one -> one.isOf(role, rights.things())).findFirst(),
        now);
  }

  /** Asks, where there is somebody to ask. */
  WriterStatus at(Roles roles) {
    return isOfOurAccount()
        ? concluded(roles.simulate(role, rights.actions(), rights.resources()))
        : new WriterStatus(
            role,
            Result.OtherAccount,
            null,
            rights.things(),
            null,
            null,
            "is of another account than the log group: IAM here tells nothing of it");
  }

  private boolean isOfOurAccount() {
    String[] its = role.split(":", -1);
    String[] ours = rights.group().split(":", -1);
    return its[PARTITION].equals(ours[PARTITION]) && its[ACCOUNT].equals(ours[ACCOUNT]);
  }

  private WriterStatus concluded(Answer<Simulation> answer) {
    return switch (answer) {
      case Answer.Known<Simulation>(Simulation said) -> said(said);
      case Answer.Refused<Simulation>(String code, _) when code.equals(Roles.GONE) ->
          unread(Result.RoleGone, "there is no such role", Optional.empty());
      case Answer.Refused<Simulation> refused ->
          unread(Result.Refused, refused.failure().orElse("refused"), last);
      case Answer.Unreachable<Simulation>(String why, _) ->
          last.filter(told -> isYounger(told, STALE))
              .orElseGet(() -> unread(Result.Unreachable, why, last));
    };
  }

  private WriterStatus said(Simulation said) {
    var finding = WriterFinding.of(rights.all(), said.decisions());
    var next =
        new WriterStatus(
            role,
            finding.result(),
            said.time().truncatedTo(ChronoUnit.SECONDS).toString(),
            rights.things(),
            finding.may(),
            finding.lacks(),
            finding.message());
    return last.filter(told -> next.says(told) && isYounger(told, GOOD)).orElse(next);
  }

  /** What was told last stands until IAM tells something else: nobody has seen it go. */
  private WriterStatus unread(Result why, String message, Optional<WriterStatus> told) {
    return new WriterStatus(
        role,
        why,
        told.map(WriterStatus::time).orElse(null),
        rights.things(),
        told.map(WriterStatus::may).orElse(null),
        told.map(WriterStatus::lacks).orElse(null),
        message);
  }

  private boolean isYounger(WriterStatus told, Duration age) {
    return Optional.ofNullable(told.time())
        .map(Instant::parse)
        .filter(time -> !now.isBefore(time) && now.isBefore(time.plus(age)))
        .isPresent();
  }
}
