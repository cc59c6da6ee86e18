package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseStatus;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerOutcome;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerRun;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.StatusConditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class DatabaseStatus {
  private DatabaseStatus() {}

  static PhiDatabaseStatus of(PhiDatabase resource) {
    return Objects.requireNonNullElse(resource.getStatus(), PhiDatabaseStatus.NONE);
  }

  /** What is known of its ledger. */
  static LedgerStatus ledger(PhiDatabaseStatus status) {
    return Objects.requireNonNullElse(status.ledger(), LedgerStatus.NONE);
  }

  /**
   * The status after a pass.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static PhiDatabaseStatus next(
      PhiDatabaseStatus before, LedgerPass pass, DriftHistory history, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var external = new ExternalConditions(pass.external(), history);
    List<Condition> conditions =
        external.unjudged(published(pass, external), before.conditions(), time);
    return new PhiDatabaseStatus(
        pass.external().generation(),
        summary(pass, conditions),
        conditions,
        pass.ledger().filter(it -> !it.equals(LedgerStatus.NONE)).orElse(null),
        pass.external().children().present(),
        history.line(),
        history.total() == 0 ? null : history.total(),
        history.newest());
  }

  private static List<Condition> published(LedgerPass pass, ExternalConditions conditions) {
    return pass.published().stream()
        .map(it -> conditions.condition("LedgerPublished", it.status(), it.reason(), it.message()))
        .toList();
  }

  private static String summary(LedgerPass pass, List<Condition> conditions) {
    Condition ready = StatusConditions.find("Ready", conditions).orElseThrow();
    return pass.published()
        .filter(_ -> "True".equals(ready.getStatus()))
        .map(LedgerPublished::message)
        .orElseGet(ready::getMessage);
  }

  /** That runs end otherwise than the ones before. */
  static List<Announcement> news(PhiDatabaseStatus before, LedgerPass pass) {
    Optional<LedgerOutcome> known =
        Optional.ofNullable(ledger(before).lastRun()).map(LedgerRun::outcome);
    return pass
        .ledger()
        .flatMap(it -> Optional.ofNullable(it.lastRun()))
        .filter(run -> !known.equals(Optional.of(run.outcome())))
        .map(DatabaseStatus::turned)
        .stream()
        .toList();
  }

  private static Announcement turned(LedgerRun run) {
    String words =
        "%s: %s".formatted(run.job(), Optional.ofNullable(run.message()).orElse("published"));
    return run.outcome() == LedgerOutcome.Published
        ? Announcement.normal("LedgerPublished", words)
        : Announcement.warning("Ledger" + run.outcome(), words);
  }
}
