package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.Encryption;
import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.aws.ObjectRules.Retention;
import io.hipaaoperator.aws.ObjectRules.Transition;
import io.hipaaoperator.cluster.Emulator;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/** What buckets say of their objects, as AWS has it, through the port. */
class ObjectRulesIT {
  private static final S3Client S3 = Emulator.s3();

  private final Ports ports = new Ports();
  private final ObjectRules objects = ports.services().s3().objects();
  private final Bucket bucket = ports.bucket();

  @AfterEach
  void clean() {
    S3.deleteBucket(r -> r.bucket(bucket.name()));
    ports.close();
  }

  @Test
  void whatABucketDoesNotHaveIsAnAnswer() {
    create(false);

    assertThat(known(objects.isVersioned(bucket))).isFalse();
    assertThat(known(objects.objectLock(bucket))).isEmpty();
    assertThat(known(objects.lifecycle(bucket))).isEmpty();
    assertThat(known(objects.encryption(bucket))).isEmpty();
  }

  @Test
  void versionsAreKeptWhereTheyWereSuspended() {
    create(false);
    S3.putBucketVersioning(
        r ->
            r.bucket(bucket.name())
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
    assertThat(known(objects.isVersioned(bucket))).isFalse();

    known(objects.keepVersions(bucket));

    assertThat(known(objects.isVersioned(bucket))).isTrue();
  }

  @Test
  void aLockHasDaysOrYears() {
    create(true);
    Retention days = new Retention("GOVERNANCE", Period.ofDays(2192));
    Retention years = new Retention("COMPLIANCE", Period.ofYears(6));

    known(objects.lock(bucket, days));
    assertThat(known(objects.objectLock(bucket))).contains(new ObjectLock(Optional.of(days)));
    known(objects.lock(bucket, years));

    assertThat(known(objects.objectLock(bucket))).contains(new ObjectLock(Optional.of(years)));
  }

  @Test
  void lifecycleRulesAreReplaced() {
    create(true);
    LifecycleRule archive =
        new LifecycleRule(
            "archive",
            true,
            "",
            List.of(new Transition(90, "GLACIER")),
            new Ends(Optional.of(2192), Optional.of(2192), Optional.of(7)),
            true);
    LifecycleRule off =
        new LifecycleRule(
            "off",
            false,
            "old/",
            List.of(),
            new Ends(Optional.of(10), Optional.empty(), Optional.empty()),
            true);

    known(objects.putRules(bucket, List.of(off)));
    known(objects.putRules(bucket, List.of(archive, off)));

    assertThat(known(objects.lifecycle(bucket))).containsExactly(archive, off);
  }

  @Test
  void aRuleThatSaysMoreIsToldAsSuch() {
    create(true);
    S3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(bucket.name())
                .lifecycleConfiguration(
                    all ->
                        all.rules(
                            rule ->
                                rule.id("some")
                                    .status(ExpirationStatus.ENABLED)
                                    .expiration(end -> end.days(1))
                                    .filter(
                                        filter ->
                                            filter.tag(tag -> tag.key("keep").value("no"))))));

    assertThat(known(objects.lifecycle(bucket)))
        .extracting(LifecycleRule::isAll)
        .containsExactly(false);
  }

  /** Also one in words that S3 takes only as long as no other rule has a filter. */
  @Test
  void aRuleOfOursTakesItsPlaceBesideAllOthersAsTheyAre() {
    create(true);
    S3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(bucket.name())
                .lifecycleConfiguration(
                    all ->
                        all.rules(
                            rule ->
                                rule.id("tagged")
                                    .status(ExpirationStatus.ENABLED)
                                    .expiration(end -> end.days(1))
                                    .filter(filter -> filter.tag(t -> t.key("keep").value("no"))),
                            rule ->
                                rule.id("moves")
                                    .status(ExpirationStatus.ENABLED)
                                    .filter(filter -> filter.prefix("logs/"))
                                    .noncurrentVersionExpiration(end -> end.noncurrentDays(9)))));
    var before = S3.getBucketLifecycleConfiguration(r -> r.bucket(bucket.name())).rules();
    Ends ends = new Ends(Optional.of(2557), Optional.of(2557), Optional.of(7));

    known(
        objects.putRules(
            bucket, List.of(new LifecycleRule("ours", true, "scans/", List.of(), ends, true))));
    known(
        objects.putRules(
            bucket, List.of(new LifecycleRule("ours", false, "scans/", List.of(), ends, true))));

    var after = S3.getBucketLifecycleConfiguration(r -> r.bucket(bucket.name())).rules();
    assertThat(after).hasSize(3).containsAll(before);
    assertThat(known(objects.lifecycle(bucket)).getLast().isEnabled()).isFalse();
  }

  @Test
  void encryptionIsReplaced() {
    create(true);
    Encryption ours = Encryption.with("arn:aws:kms:us-east-1:123456789012:key/1");
    Encryption plain = new Encryption("AES256", Optional.empty(), false);

    known(objects.encrypt(bucket, plain));
    assertThat(known(objects.encryption(bucket))).contains(plain);
    known(objects.encrypt(bucket, ours));

    assertThat(known(objects.encryption(bucket))).contains(ours);
  }

  private void create(boolean lock) {
    S3.createBucket(r -> r.bucket(bucket.name()).objectLockEnabledForBucket(lock));
  }
}
