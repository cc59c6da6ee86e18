package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.aws.ObjectRules.Retention;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lock is never shortened or loosened, and nothing ends sooner without a dated word. */
class ArchiveRulesTest {
  private static final String YEARS = "lifecycle: {expireDays: 3000}";
  private static final String WORD =
      ", acknowledgeLoweredRetention: {until: '2026-01-01', reason: a mistake was made}";

  private final KeptArchive kept = new KeptArchive("");

  @ParameterizedTest
  @CsvSource({
    "GOVERNANCE, 30, 'GOVERNANCE, 2192 days'",
    "GOVERNANCE, 2191, 'GOVERNANCE, 2192 days'",
    "GOVERNANCE, 3000, 'GOVERNANCE, 3000 days'",
    "COMPLIANCE, 2192, 'COMPLIANCE, 2192 days'",
    "COMPLIANCE, 30, 'COMPLIANCE, 30 days'",
  })
  void aLockIsOnlyEverMadeLonger(String mode, int days, String afterwards) {
    kept.pass();
    kept.bucket().lock = lock(mode, days);

    assertThat(kept.passed().lock()).isEqualTo(afterwards);
  }

  private static Optional<ObjectLock> lock(String mode, int days) {
    return Optional.of(new ObjectLock(Optional.of(new Retention(mode, Period.ofDays(days)))));
  }

  @Test
  void aLongerLockIsKeptAndSaid() {
    kept.declare("objectLock: {days: 3000}");
    kept.pass();
    kept.declare("objectLock: {days: 2192}");

    kept.pass();

    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.condition("ArchiveHeld").orElseThrow().getMessage())
        .contains("GOVERNANCE, 3000 days", "declared are GOVERNANCE, 2192 days");
    assertThat(kept.pass().drift()).isEmpty();
  }

  /** Neither to be lengthened, which nobody acknowledged, nor to be loosened. */
  @Test
  void aShortLockThatNobodyCanUndoIsForAPerson() {
    kept.pass();
    kept.bucket().lock = lock("COMPLIANCE", 30);

    kept.pass();
    assertThat(kept.ready()).isEqualTo("LockConflict");
    assertThat(kept.message()).contains("spec.archive.objectLock", "COMPLIANCE, 30 days");
    assertThat(kept.verdict()).startsWith("Violated").contains("six years are 2192 days");

    kept.declare("objectLock: {mode: COMPLIANCE, acknowledgeIrreversible: true}");
    assertThat(kept.passed().lock()).isEqualTo("COMPLIANCE, 2192 days");
    assertThat(kept.ready()).isEqualTo("Converged");
  }

  @Test
  void aLongerLockIsNotShortenedToMakeItHarder() {
    kept.declare("objectLock: {days: 3000}");
    kept.pass();
    kept.declare("objectLock: {mode: COMPLIANCE, acknowledgeIrreversible: true, days: 2192}");

    assertThat(kept.passed().lock()).isEqualTo("GOVERNANCE, 3000 days");
    assertThat(kept.ready()).isEqualTo("LockConflict");
  }

  @Test
  void aYearIsNoLongerThanAwsSays() {
    kept.declare("objectLock: {years: 7}");

    assertThat(kept.passed().lock()).isEqualTo("GOVERNANCE, 2555 days");
    assertThat(kept.bucket().lock.orElseThrow().retention().orElseThrow().period())
        .isEqualTo(Period.ofYears(7));
  }

  @Test
  void whatIsDeclaredBecomesOneRule() {
    kept.declare(
        "lifecycle: {transition: {afterDays: 90, storageClass: GLACIER}, expireDays: 3000}");

    kept.pass();

    LifecycleRule rule = kept.bucket().lifecycle.getFirst();
    assertThat(rule.transitions())
        .extracting(move -> move.storageClass())
        .containsExactly("GLACIER");
    assertThat(rule.ends()).isEqualTo(ends(3000, 3000, 7));
  }

  private static Ends ends(int objects, int versions, int uploads) {
    return new Ends(Optional.of(objects), Optional.of(versions), Optional.of(uploads));
  }

  @Test
  void objectsDoNotEndSoonerWithoutADatedWord() {
    kept.pass();
    kept.declare(YEARS);
    kept.pass();
    assertThat(kept.bucket().lifecycle.getFirst().ends().objects()).isEmpty();
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.condition("ArchiveHeld").orElseThrow().getMessage())
        .contains("objects end never", "spec.logGroup.acknowledgeLoweredRetention");

    kept.spec(WORD, "archive: {bucket: clinic-archive, " + YEARS + "}");
    kept.now = Instant.parse("2026-01-02T00:00:00Z");
    kept.pass();
    assertThat(kept.bucket().lifecycle.getFirst().ends().objects()).as("too late").isEmpty();

    kept.now = Instant.parse("2026-01-01T23:00:00Z");
    kept.pass();
    assertThat(kept.bucket().lifecycle.getFirst().ends()).isEqualTo(ends(3000, 3000, 7));
    assertThat(kept.condition("ArchiveHeld")).isEmpty();
    assertThat(kept.status().drift()).isEmpty();
  }

  @Test
  void objectsThatEndSoonerThanDeclaredAreDriftThatWeakens() {
    kept.declare(YEARS);
    kept.pass();
    LifecycleRule rule = kept.bucket().lifecycle.getFirst();
    kept.bucket().lifecycle = List.of(rule(rule.id(), ends(1, 1, 7), true));

    DriftStatus drift = kept.pass().drift().getFirst();

    assertThat(drift.path()).isEqualTo("archive.lifecycle");
    assertThat(drift.weakens()).isTrue();
    assertThat(drift.found()).contains("objects end after 1 days");
    assertThat(kept.bucket().lifecycle).containsExactly(rule);
  }

  private static LifecycleRule rule(String id, Ends ends, boolean isAll) {
    return new LifecycleRule(id, true, "", List.of(), ends, isAll);
  }

  @Test
  void whatAnAdoptedBucketKeepsForEverIsKept() {
    kept.s3.foreign(KeptArchive.BUCKET);
    kept.declare("adopt: true, objectLock: {acknowledgeIrreversible: true}, " + YEARS);

    kept.pass();

    assertThat(kept.bucket().lifecycle.getFirst().ends().objects()).isEmpty();
    assertThat(kept.condition("ArchiveHeld")).isPresent();
  }

  @Test
  void rulesOfOthersStayAndThoseThatEndObjectsEarlyAreForAPerson() {
    kept.pass();
    LifecycleRule early = rule("clean-up", ends(30, 30, 1), true);
    kept.bucket().lifecycle = List.of(early);

    kept.pass();

    assertThat(kept.bucket().lifecycle).hasSize(2).contains(early);
    assertThat(kept.ready()).isEqualTo("LifecycleForeign");
    assertThat(kept.status().drift())
        .filteredOn(drift -> "archive.lifecycle.others".equals(drift.path()))
        .singleElement()
        .satisfies(drift -> assertThat(drift.weakens()).isTrue())
        .satisfies(drift -> assertThat(drift.found()).contains("clean-up"));
  }

  /** S3 replaces all rules at once. */
  @Test
  void aRuleThatCouldNotBePutBackIsNotWrittenOver() {
    kept.pass();
    LifecycleRule more = rule("by-tag", ends(3000, 3000, 1), false);
    kept.bucket().lifecycle = List.of(more);

    kept.pass();

    assertThat(kept.bucket().lifecycle).containsExactly(more);
    assertThat(kept.ready()).isEqualTo("LifecycleForeign");
  }
}
