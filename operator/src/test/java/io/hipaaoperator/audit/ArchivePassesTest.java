package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.Buckets.PublicAccessBlock;
import io.hipaaoperator.aws.Dying;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.external.OwnTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes over an archive do, in an S3 in memory that can be made to fail. */
class ArchivePassesTest {
  private static final int MANY_CALLS = 60;
  private static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");
  private static final Answer<?> DENIED = new Answer.Refused<>("AccessDenied", "no");

  private final KeptArchive kept = new KeptArchive("");

  @Test
  void aBucketIsMadeWithAllThatIsDeclaredAndThenNothingIsWritten() {
    var first = kept.pass();

    assertThat(kept.s3.writes)
        .containsExactly("create", "encrypt", "blockPublicAccess", "lock", "putRules", "putPolicy");
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.bucket().tags).containsEntry(OwnTags.UID, "uid");
    assertThat(kept.archive().arn()).isEqualTo(KeptArchive.ARN);
    assertThat(kept.archive().lock()).isEqualTo("GOVERNANCE, 2192 days");
    assertThat(kept.archive().key()).isEqualTo(KeptArchive.KEY);
    assertThat(first.drift()).isEmpty();
    assertThat(kept.news).containsExactly("LogGroupBound", "ArchiveBound");
    kept.s3.writes.clear();
    assertThat(kept.passed()).isEqualTo(first.archive());
    assertThat(kept.s3.writes).isEmpty();
  }

  @Test
  void whatIsConfiguredIsNotSaidToBeProven() {
    kept.pass();

    assertThat(kept.verdict())
        .startsWith("Compliant")
        .contains("archive configured to lock what comes (GOVERNANCE, 2192 days)", "not proven");
  }

  @Test
  void withoutAnArchiveNobodyAsksS3() {
    kept.spec("", "");
    kept.s3.failing.put("region", DENIED);

    assertThat(kept.pass().archive()).isNull();
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.verdict()).startsWith("Compliant").doesNotContain("archive");
  }

  @Test
  void observeMakesNoBucket() {
    kept.spec("", "");
    kept.pass();
    kept.spec("", "enforcement: Observe\narchive: {bucket: clinic-archive}");

    kept.pass();

    assertThat(kept.ready()).isEqualTo("Observing");
    assertThat(kept.verdict()).startsWith("Violated").contains("no bucket clinic-archive");
    assertThat(kept.status().drift()).isEmpty();
    assertThat(kept.s3.writes).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallLeavesOneBucketThatIsOurs(Moment moment) {
    int call = 1;
    while (isKilled(call, moment)) {
      call++;
      assertThat(call).isLessThan(MANY_CALLS);
    }
    assertThat(call).as("calls until all is done").isGreaterThan(20);
  }

  /** Whether an operator dies at this call; its successor then finishes the work. */
  private static boolean isKilled(int call, Moment moment) {
    var its = new KeptArchive("");
    boolean killed = dies(its, new Dying(call, moment));
    its.pass();
    assertThat(its.pass().drift()).isEmpty();
    assertThat(its.ready()).as(moment + " call " + call).isEqualTo("Converged");
    assertThat(its.s3.buckets).containsOnlyKeys(KeptArchive.BUCKET);
    assertThat(its.s3.writes).containsOnlyOnce("create");
    return killed;
  }

  private static boolean dies(KeptArchive kept, Dying dying) {
    try {
      kept.pass(dying);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"encrypt", "blockPublicAccess", "lock", "putRules", "putPolicy"})
  void whatFailsOnTheWayIsMadeUpFor(String call) {
    kept.s3.failing.put(call, THROTTLED);
    kept.pass();
    kept.pass();
    assertThat(kept.ready()).isEqualTo("AwsUnreachable");
    kept.s3.failing.clear();

    assertThat(kept.pass().drift()).isEmpty();
    assertThat(kept.ready()).isEqualTo("Converged");
  }

  @Test
  void whileNobodyKnowsWhetherThereIsABucketNoneIsMade() {
    kept.s3.failing.put("region", THROTTLED);

    kept.pass();

    assertThat(kept.ready()).isEqualTo("AwsUnreachable");
    assertThat(kept.verdict()).startsWith("Undetermined");
    assertThat(kept.s3.writes).isEmpty();
  }

  @Test
  void aBucketOfAnotherAccountIsLeftAlone() {
    kept.s3.elsewhere.add(KeptArchive.BUCKET);

    kept.pass();

    assertThat(kept.ready()).isEqualTo("AwsRefused");
    assertThat(kept.message()).contains("spec.archive.bucket: clinic-archive is another account's");
    assertThat(kept.verdict()).startsWith("Undetermined");
    assertThat(kept.s3.writes).isEmpty();
  }

  @Test
  void aNameThatIsTakenIsSaidWithTheField() {
    kept.s3.failing.put("create", new Answer.Refused<>(Buckets.TAKEN, "not available"));

    kept.pass();

    assertThat(kept.ready()).isEqualTo("WriteRefused");
    assertThat(kept.message())
        .contains("BucketAlreadyExists", "spec.archive.bucket: clinic-archive", "another name");
  }

  @Test
  void aBucketOfAnotherRegionIsLeftAlone() {
    kept.s3.foreign(KeptArchive.BUCKET).region = "eu-central-1";

    kept.pass();

    assertThat(kept.ready()).isEqualTo("OtherRegion");
    assertThat(kept.message()).contains("spec.archive.bucket: clinic-archive is in eu-central-1");
    assertThat(kept.s3.writes).isEmpty();
  }

  /** What is known of its tags may spare the first. */
  @Test
  void aBucketThatWasFoundTakesEightCallsALook() {
    kept.pass();
    kept.s3.asked.clear();
    kept.pass();

    assertThat(kept.s3.asked)
        .containsExactlyInAnyOrder(
            "tags",
            "encryption",
            "publicAccessBlock",
            "ownership",
            "isVersioned",
            "objectLock",
            "lifecycle",
            "policy");
  }

  /** That nobody asks where it is does not hide that it is gone. */
  @Test
  void aBucketThatIsGoneOrAnotherIsSeenWithTheNextLook() {
    kept.pass();
    kept.bucket().region = "eu-central-1";
    kept.s3.failing.put("encryption", new Answer.Refused<>("PermanentRedirect", "elsewhere"));
    kept.pass();
    assertThat(kept.ready()).isEqualTo("OtherRegion");

    kept.s3.failing.clear();
    kept.s3.buckets.clear();
    assertThat(kept.pass().drift())
        .anyMatch(drift -> "archive.bucket".equals(drift.path()) || drift.found() == null);
    assertThat(kept.s3.buckets).containsKey(KeptArchive.BUCKET);
  }

  @Test
  void aBucketOfSomebodyElseIsNotTakenUnlessAdopted() {
    kept.s3.foreign(KeptArchive.BUCKET).tags = Map.of("team", "lab");
    kept.pass();
    assertThat(kept.ready()).isEqualTo("BucketTaken");
    assertThat(kept.message()).contains("spec.archive.adopt");
    assertThat(kept.status().archive()).isNull();
    assertThat(kept.verdict()).startsWith("Violated");
    assertThat(kept.s3.writes).isEmpty();

    kept.declare("adopt: true, objectLock: {acknowledgeIrreversible: true}");
    kept.pass();
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.s3.writes.getFirst()).isEqualTo("putTags");
    assertThat(kept.bucket().tags).containsEntry("team", "lab").containsEntry(OwnTags.UID, "uid");
    assertThat(kept.bucket().isVersioned).isTrue();
  }

  @Test
  void aBucketOfAnotherSinkIsNeverTaken() {
    kept.s3.foreign(KeptArchive.BUCKET).tags = Map.of(OwnTags.UID, "another");
    kept.declare("adopt: true");

    kept.pass();

    assertThat(kept.ready()).isEqualTo("BucketTaken");
    assertThat(kept.s3.writes).isEmpty();
  }

  /** S3 takes the second creation of a bucket in silence, in us-east-1. */
  @Test
  void ofTwoThatMakeTheSameBucketTheSecondWritesNothingMore() {
    kept.pass();
    kept.s3.buckets.clear();
    kept.sink.setStatus(null);
    kept.s3.writes.clear();
    kept.s3.foreign(KeptArchive.BUCKET).tags = Map.of(OwnTags.UID, "another");
    kept.s3.failing.put("region", new Answer.Refused<>(Buckets.NOT_FOUND, "not yet"));

    kept.pass();

    assertThat(kept.ready()).isEqualTo("WriteRefused");
    assertThat(kept.s3.writes).containsExactly("create");
  }

  /** Object Lock can't be turned off again. */
  @Test
  void anAdoptedBucketIsNotLockedWithoutAWord() {
    kept.s3.foreign(KeptArchive.BUCKET);
    kept.declare("adopt: true");

    kept.pass();

    assertThat(kept.ready()).isEqualTo("LockIrreversible");
    assertThat(kept.message()).contains("spec.archive.objectLock.acknowledgeIrreversible");
    assertThat(kept.bucket().lock).isEmpty();
    assertThat(kept.verdict()).startsWith("Violated");
  }

  @Test
  void aSecondBucketDoesNotTakeThePlaceOfTheFirst() {
    kept.pass();
    kept.s3.writes.clear();
    kept.spec("", "archive: {bucket: another-archive}");

    kept.pass();

    assertThat(kept.ready()).isEqualTo("ArchiveBound");
    assertThat(kept.message()).contains("spec.archive.bucket", KeptArchive.ARN);
    assertThat(kept.s3.writes).isEmpty();
    assertThat(kept.archive().arn()).isEqualTo(KeptArchive.ARN);
  }

  @Test
  void anArchiveThatIsDeclaredNoMoreStaysAndIsNotLookedAt() {
    kept.pass();
    kept.spec("", "");
    kept.s3.failing.put("region", DENIED);

    assertThat(kept.passed().arn()).isEqualTo(KeptArchive.ARN);
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.passes().farewell(kept.status()))
        .extracting(announcement -> announcement.reason())
        .containsExactly("LogGroupRetained", "ArchiveRetained");
  }

  @Test
  void noBucketIsMadeBeforeItsKeyIsReady() {
    kept.pass();
    var other = new KeptArchive("keyRef: {name: clinic}");
    other.logs.groups.putAll(kept.logs.groups);
    other.logs.tags.putAll(kept.logs.tags);
    other.logs.policies.putAll(kept.logs.policies);
    other.key = Optional.of(KeptSinks.key(KeptArchive.KEY, "False"));

    other.pass();

    assertThat(other.ready()).isEqualTo("KeyNotReady");
    assertThat(other.message()).contains("spec.archive.keyRef");
    assertThat(other.s3.writes).isEmpty();
  }

  /** What somebody does to the bucket, where it shows, and whether it weakens. */
  private record Change(String path, boolean weakens, Consumer<MemoryBuckets.Content> deed) {}

  private static Stream<Change> changes() {
    return Stream.of(
        new Change("archive.tags", false, b -> b.tags = Map.of("team", "lab")),
        new Change("archive.encryption", true, b -> b.encryption = Optional.empty()),
        new Change("archive.encryption", true, b -> b.encryption = encryption("AES256", "")),
        new Change("archive.encryption", true, b -> b.encryption = encryption("aws:kms", "b")),
        new Change(
            "archive.encryption",
            false,
            b ->
                b.encryption =
                    Optional.of(new Encryption("aws:kms", Optional.of(KeptArchive.KEY), false))),
        new Change("archive.publicAccess", true, b -> b.shut = Optional.empty()),
        new Change(
            "archive.publicAccess",
            true,
            b -> b.shut = Optional.of(new PublicAccessBlock(true, true, false, true))),
        new Change("archive.ownership", true, b -> b.ownership = Optional.of("ObjectWriter")),
        new Change("archive.versions", true, b -> b.isVersioned = false),
        new Change(
            "archive.objectLock",
            true,
            b -> b.lock = Optional.of(new ObjectLock(Optional.empty()))),
        new Change("archive.lifecycle", false, b -> b.lifecycle = List.of()),
        new Change("archive.policy", true, b -> b.policy = Optional.empty()));
  }

  private static Optional<Encryption> encryption(String algorithm, String key) {
    return Optional.of(
        new Encryption(algorithm, Optional.of(key).filter(k -> !k.isEmpty()), false));
  }

  @TestFactory
  Stream<DynamicTest> whatSomebodyChangesIsPutBack() {
    return changes()
        .map(change -> DynamicTest.dynamicTest(change.path(), () -> putBack(change, true)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsOnlyObservedIsReported() {
    return changes()
        .map(change -> DynamicTest.dynamicTest(change.path(), () -> putBack(change, false)));
  }

  private static void putBack(Change change, boolean enforces) {
    var its = new KeptArchive("");
    its.pass();
    its.s3.writes.clear();
    if (!enforces) {
      its.spec("", "enforcement: Observe\narchive: {bucket: clinic-archive}");
    }
    change.deed().accept(its.bucket());

    DriftStatus drift = its.pass().drift().getFirst();

    assertThat(drift.path()).isEqualTo(change.path());
    assertThat(drift.weakens()).isEqualTo(change.weakens());
    assertThat(drift.action()).isEqualTo(enforces ? "Reverted" : "Reported");
    assertThat(its.s3.writes).hasSize(enforces ? 1 : 0);
    assertThat(its.ready()).isEqualTo(enforces ? "Converged" : "Observing");
    assertThat(its.pass().driftTotal()).isEqualTo(1);
  }

  @Test
  void aBucketThatSomebodyDeletedIsMadeAgain() {
    kept.pass();
    kept.s3.buckets.clear();

    DriftStatus drift = kept.pass().drift().getFirst();

    assertThat(drift.path()).isEqualTo("archive.bucket");
    assertThat(drift.weakens()).isTrue();
    assertThat(kept.ready()).isEqualTo("Converged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"objectLock", "encryption", "publicAccessBlock", "policy"})
  void whatCouldNotBeReadIsNoPass(String call) {
    kept.pass();
    kept.s3.failing.put(call, DENIED);

    kept.pass();

    assertThat(kept.ready()).isEqualTo("AwsRefused");
    assertThat(kept.verdict()).startsWith("Undetermined");
    assertThat(kept.condition("Drifted").orElseThrow().getStatus()).isEqualTo("Unknown");
    assertThat(kept.archive().lock()).isEqualTo("GOVERNANCE, 2192 days");
    assertThat(kept.archive().key()).isEqualTo(KeptArchive.KEY);
  }

  @Test
  void whoIsLetInFromOutsideIsForAPersonToAccept() {
    kept.pass();
    String opened =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "x", "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::clinic-archive/*"}]}
        """;
    kept.bucket().policy = Optional.of(opened);

    var drift = kept.pass().drift();
    assertThat(drift).extracting(DriftStatus::path).contains("archive.policy.others");
    assertThat(kept.bucket().policy.orElseThrow()).contains("999999999999", "SecureTransport");
    assertThat(kept.ready()).isEqualTo("PolicyOpens");
    assertThat(kept.verdict()).startsWith("Violated");

    kept.annotate(DeclaredArchive.ACCEPT, kept.message().replaceAll(".*=", ""));
    kept.pass();
    assertThat(kept.ready()).isEqualTo("Converged");
    assertThat(kept.verdict()).startsWith("Compliant");
  }
}
