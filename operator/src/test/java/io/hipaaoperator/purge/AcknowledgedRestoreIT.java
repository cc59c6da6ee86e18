package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A restored database is given back its log when somebody says that it was, and of this restore.
 */
@ExtendWith(PostgresExtension.class)
class AcknowledgedRestoreIT {
  private static final String NO_HEARTBEAT = "--heartbeat=24h";
  private static final String ACKNOWLEDGED = PublishedLog.ACKNOWLEDGED;

  private final TestDatabase database;
  private final Clinic clinic;
  private final PublishedLog log;

  AcknowledgedRestoreIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 300, 10);
    this.log = PublishedLog.of(database);
  }

  @Test
  void atAnotherNumberNothingIsGivenBack() {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    PurgeRun refused = log.publish(NO_HEARTBEAT, ACKNOWLEDGED + "777/778");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(log.publish(NO_HEARTBEAT, ACKNOWLEDGED + "777").code()).isEqualTo(2);
    assertThat(clinic.receipts()).isZero();
    log.giveBack();
    assertThat(log.publish(NO_HEARTBEAT, ACKNOWLEDGED + "1/2").json().has("restored")).isFalse();
  }

  /** What somebody said of one restore is nothing that anybody said of the next. */
  @Test
  void anotherRestoreOfTheSameBackupHasToBeAcknowledgedAnew() {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    String first = PublishedLog.asked(log.publish(NO_HEARTBEAT));
    assertThat(log.publish(NO_HEARTBEAT, ACKNOWLEDGED + first).code()).isZero();
    clinic.purge();
    log.published();
    database.restore();

    PurgeRun again = log.publish(NO_HEARTBEAT, ACKNOWLEDGED + first);

    assertThat(again.code()).isEqualTo(1);
    assertThat(clinic.receipts()).isZero();
    assertThat(PublishedLog.asked(again)).isNotEqualTo(first);
    log.giveBack();
  }

  /** Not in the hour of need: the owner of an older database has to know before. */
  @Test
  void aWriterThatCouldNotGiveReceiptsBackSaysSo() {
    database.run("REVOKE INSERT (at) ON hipaa.purge_outbox FROM " + log.role());

    PurgeRun run = log.publish(NO_HEARTBEAT);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("lacks INSERT on purge_outbox", "`hipaa ledger sql` prints again");
  }
}
