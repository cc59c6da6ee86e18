package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets.AccessLogs;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Who asked what of an archive is written to a bucket that somebody else has made, or said not to
 * be.
 */
class ArchiveLoggingTest {
  private static final AccessLogs WANTED = new AccessLogs("clinic-logs", "archive/");

  private final KeptArchive kept =
      new KeptArchive("accessLogs: {bucket: clinic-logs, prefix: archive/}");

  @Test
  void aNewArchiveIsLoggedFromTheFirstPass() {
    kept.s3.foreign("clinic-logs");
    kept.pass();

    assertThat(kept.bucket().logs).contains(WANTED);
    kept.pass();
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.s3.writes).containsOnlyOnce("logAccess");
  }

  @Test
  void whereTheBucketForThemIsMissingNoneIsMadeAndTheRestIsKept() {
    kept.pass();
    kept.pass();

    assertThat(kept.s3.buckets).containsOnlyKeys(KeptArchive.BUCKET);
    assertThat(kept.ready()).isEqualTo("AccessLogsBucket");
    assertThat(kept.message())
        .contains("spec.archive.accessLogs.bucket: there is no bucket clinic-logs");
    assertThat(kept.bucket().policy).isPresent();
    assertThat(kept.s3.writes).doesNotContain("logAccess");

    kept.s3.foreign("clinic-logs");
    kept.pass();
    kept.pass();
    assertThat(kept.ready()).isEqualTo("Converged");
  }

  @Test
  void oneWithObjectLockTakesNone() {
    kept.s3.foreign("clinic-logs").lock = Optional.of(new ObjectLock(Optional.empty()));
    kept.pass();
    kept.pass();

    assertThat(kept.message()).contains("clinic-logs has Object Lock");
    assertThat(kept.s3.writes).doesNotContain("logAccess");
  }

  @Test
  void oneThatEncryptsWithAKeyTakesNone() {
    kept.s3.foreign("clinic-logs").encryption = Optional.of(Encryption.with(KeptArchive.KEY));
    kept.pass();
    kept.pass();

    assertThat(kept.message()).contains("clinic-logs encrypts with a KMS key by default");
    assertThat(kept.s3.writes).doesNotContain("logAccess");
  }

  @Test
  void oneInAnotherRegionTakesNone() {
    kept.s3.foreign("clinic-logs").region = "eu-west-1";
    kept.pass();
    kept.pass();

    assertThat(kept.message()).contains("clinic-logs is in eu-west-1, the archive in us-east-1");
  }

  /** S3 goes on to say that it logs; nothing is written. */
  @Test
  void whenTheBucketForThemVanishesItIsDrift() {
    kept.s3.foreign("clinic-logs");
    kept.pass();
    kept.pass();
    kept.s3.buckets.remove("clinic-logs");
    var drift = kept.pass().drift().getFirst();

    assertThat(drift.path()).isEqualTo("archive.accessLogs");
    assertThat(drift.weakens()).isTrue();
    assertThat(drift.action()).isEqualTo("Reported");
    assertThat(kept.ready()).isEqualTo("AccessLogsBucket");
  }

  @Test
  void whereSomebodySendsThemElsewhereTheyArePutBack() {
    kept.s3.foreign("clinic-logs");
    kept.pass();
    kept.pass();
    kept.bucket().logs = Optional.of(new AccessLogs("theirs", ""));
    var drift = kept.pass().drift().getFirst();

    assertThat(drift.path()).isEqualTo("archive.accessLogs");
    assertThat(drift.action()).isEqualTo("Reverted");
    assertThat(kept.bucket().logs).contains(WANTED);
  }

  /** What nobody could see is not as declared. */
  @Test
  void whatCannotBeReadIsUnknown() {
    kept.s3.foreign("clinic-logs");
    kept.pass();
    kept.pass();
    kept.s3.failing.put("accessLogs", new Answer.Refused<>("AccessDenied", "no"));
    kept.pass();

    assertThat(kept.condition("Ready").orElseThrow().getStatus()).isNotEqualTo("True");
    assertThat(kept.message()).contains("AccessDenied");
  }

  @Test
  void withoutAWordWhatAwsHasIsLeftAlone() {
    var silent = new KeptArchive("");
    silent.pass();
    silent.bucket().logs = Optional.of(new AccessLogs("theirs", ""));
    silent.pass();

    assertThat(silent.ready()).isEqualTo("Converged");
    assertThat(silent.bucket().logs).contains(new AccessLogs("theirs", ""));
  }
}
