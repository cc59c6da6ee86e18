package io.hipaaoperator.aws;

import static io.hipaaoperator.aws.Ports.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.Buckets.PublicAccessBlock;
import io.hipaaoperator.aws.ObjectRules.ObjectLock;
import io.hipaaoperator.cluster.Emulator;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** Buckets and who gets in, as AWS has them, through the port. */
class BucketsIT {
  private static final S3Client S3 = Emulator.s3();

  private final Ports ports = new Ports();
  private final Buckets buckets = ports.services().s3().buckets();
  private final Bucket bucket = ports.bucket();
  private final Bucket foreign = new Bucket(bucket.name(), "210987654321");

  @AfterEach
  void clean() {
    if (!buckets.region(bucket).isRefusedWith(Buckets.NOT_FOUND)) {
      S3.deleteBucket(r -> r.bucket(bucket.name()));
    }
    ports.close();
  }

  @Test
  void aBucketIsMadeWithLockVersionsAndTags() {
    known(buckets.create(bucket, Map.of("sink", "audit")));

    ObjectRules objects = ports.services().s3().objects();
    assertThat(known(buckets.region(bucket))).isEqualTo("us-east-1");
    assertThat(known(buckets.tags(bucket))).isEqualTo(Map.of("sink", "audit"));
    assertThat(known(buckets.ownership(bucket))).contains("BucketOwnerEnforced");
    assertThat(known(objects.isVersioned(bucket))).isTrue();
    assertThat(known(objects.objectLock(bucket))).contains(new ObjectLock(Optional.empty()));
  }

  @Test
  void whatABucketDoesNotHaveIsAnAnswer() {
    S3.createBucket(r -> r.bucket(bucket.name()));

    assertThat(known(buckets.tags(bucket))).isEmpty();
    assertThat(known(buckets.policy(bucket))).isEmpty();
    assertThat(known(buckets.publicAccessBlock(bucket))).isEmpty();
    assertThat(known(buckets.ownership(bucket))).isEmpty();
  }

  @Test
  void everySettingCanBeMadeAfterwards() {
    S3.createBucket(r -> r.bucket(bucket.name()));
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
          "Action": "s3:PutObject", "Resource": "arn:aws:s3:::%s/*"}]}
        """
            .formatted(bucket.name());

    known(buckets.putTags(bucket, Map.of("a", "1", "b", "2")));
    known(buckets.putTags(bucket, Map.of("sink", "audit")));
    known(buckets.blockPublicAccess(bucket));
    known(buckets.enforceOwnership(bucket));
    known(buckets.putPolicy(bucket, policy));

    assertThat(known(buckets.tags(bucket))).isEqualTo(Map.of("sink", "audit"));
    assertThat(known(buckets.publicAccessBlock(bucket))).contains(PublicAccessBlock.ALL);
    assertThat(known(buckets.ownership(bucket))).contains("BucketOwnerEnforced");
    assertThat(known(buckets.policy(bucket))).contains(policy);
  }

  @Test
  void aBucketOfAnotherRegionIsFoundThere() {
    S3.createBucket(
        r ->
            r.bucket(bucket.name())
                .createBucketConfiguration(
                    c -> c.locationConstraint(BucketLocationConstraint.EU_CENTRAL_1)));

    assertThat(known(buckets.region(bucket))).isEqualTo("eu-central-1");
  }

  @Test
  void aBucketThatIsNotThereIsARefusal() {
    assertThat(buckets.region(bucket).isRefusedWith(Buckets.NOT_FOUND)).isTrue();
    assertThat(buckets.policy(bucket).isRefusedWith(Buckets.NOT_FOUND)).isTrue();
    assertThat(buckets.blockPublicAccess(bucket).isRefusedWith(Buckets.NOT_FOUND)).isTrue();
  }

  /** Else what is meant to be kept could go to whoever was first to take the name. */
  @Test
  void aBucketOfAnotherAccountIsLeftAlone() {
    known(buckets.create(bucket, Map.of()));

    assertThat(buckets.region(foreign).isRefusedWith("AccessDenied")).isTrue();
    assertThat(buckets.blockPublicAccess(foreign).isRefusedWith("AccessDenied")).isTrue();
    assertThat(buckets.putTags(foreign, Map.of("a", "1")).isRefusedWith("AccessDenied")).isTrue();
    assertThat(known(buckets.publicAccessBlock(bucket))).isEmpty();
    assertThat(known(buckets.tags(bucket))).isEmpty();
  }
}
