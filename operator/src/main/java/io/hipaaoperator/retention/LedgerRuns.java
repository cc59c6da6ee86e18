package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerOutcome;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerRun;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.retention.EndedRuns.Ended;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a ledger's CronJob, and what they come to beside what is known of earlier ones.
 *
 * @param runs those that ended
 */
record LedgerRuns(EndedRuns runs) {
  private static final int REFUSED = 1;
  private static final int WRONG = 2;
  private static final int UNREACHABLE = 3;
  private static final int BUSY = 4;

  /**
   * Those of a database.
   *
   * @param jobs Jobs of its namespace
   * @param pods pods of its namespace
   */
  LedgerRuns(DeclaredDatabase database, List<Job> jobs, List<Pod> pods) {
    this(
        new EndedRuns(
            LedgerChildren.cronJobName(database),
            Map.of(Api.PHI_DATABASE, database.name()),
            LedgerContainer.NAME,
            jobs,
            pods));
  }

  /**
   * The ledger after the newest that ended.
   *
   * @param before as the status has it
   * @param place where it is published, and of which database: another is another log
   */
  LedgerStatus after(LedgerStatus before, String place) {
    Optional<LedgerRun> last = Optional.ofNullable(before.lastRun());
    Optional<LedgerCheckpoint> known =
        Optional.ofNullable(before.checkpoint()).filter(it -> it.place().equals(place));
    return runs.after(last.map(LedgerRun::job), last.map(LedgerRun::time))
        .map(ended -> after(before, ended, known, place))
        .orElseGet(
            () ->
                new LedgerStatus(
                    before.lastRun(),
                    known.orElse(null),
                    before.refusedSince(),
                    before.restored()));
  }

  private static LedgerStatus after(
      LedgerStatus before, Ended ended, Optional<LedgerCheckpoint> known, String place) {
    Optional<LedgerMessage> message =
        ended.left().flatMap(left -> LedgerMessage.read(left.getMessage()));
    LedgerRun run =
        message.map(it -> it.run(ended.time(), ended.job())).orElseGet(() -> silent(ended));
    Optional<LedgerCheckpoint> told =
        message.flatMap(it -> it.checkpoint(ended.time())).filter(it -> it.place().equals(place));
    if (run.place() != null && !run.place().equals(place)) {
      return new LedgerStatus(run, known.orElse(null), before.refusedSince(), before.restored());
    }
    boolean isRestored = message.filter(LedgerMessage::isRestored).isPresent();
    return told.flatMap(it -> known.flatMap(had -> LedgerFork.between(had, it)))
        .map(why -> before.after(forked(run, why), known.orElseThrow(), isRestored))
        .orElseGet(() -> before.after(run, told.or(() -> known).orElse(null), isRestored));
  }

  /** What is known stays the measure, until a checkpoint continues it as far as can be told. */
  private static LedgerRun forked(LedgerRun run, String why) {
    return new LedgerRun(
        run.time(),
        run.job(),
        LedgerOutcome.Forked,
        run.place(),
        run.added(),
        run.checkpoints(),
        why);
  }

  private static LedgerRun silent(Ended ended) {
    LedgerOutcome outcome = outcome(ended);
    return new LedgerRun(
        ended.time(), ended.job(), outcome, null, null, null, words(outcome, ended));
  }

  private static LedgerOutcome outcome(Ended ended) {
    if (ended.isLate()) {
      return LedgerOutcome.DeadlineExceeded;
    }
    return switch (ended.code()) {
      case REFUSED -> LedgerOutcome.Refused;
      case WRONG -> LedgerOutcome.Invalid;
      case UNREACHABLE -> LedgerOutcome.Unreachable;
      case BUSY -> LedgerOutcome.Busy;
      default -> LedgerOutcome.Failed;
    };
  }

  private static String words(LedgerOutcome outcome, Ended ended) {
    return switch (outcome) {
      case DeadlineExceeded, Failed -> ended.silence();
      default -> ended.silence() + "; the pod's log says why";
    };
  }
}
