package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.utils.Lazy;

/** What buckets say of their objects, through the SDK: a call for a call. */
final class SdkObjectRules implements ObjectRules {
  private final Lazy<S3Client> s3;
  private final Calls calls;

  SdkObjectRules(Lazy<S3Client> s3, Calls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public Answer<Boolean> isVersioned(Bucket bucket) {
    return calls
        .run(
            Action.GET_BUCKET_VERSIONING,
            () ->
                s3.getValue()
                    .getBucketVersioning(
                        r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
        .map(answer -> answer.status() == BucketVersioningStatus.ENABLED);
  }

  @Override
  public Answer<Done> keepVersions(Bucket bucket) {
    return calls.perform(
        Action.PUT_BUCKET_VERSIONING,
        () ->
            s3.getValue()
                .putBucketVersioning(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .versioningConfiguration(
                                v -> v.status(BucketVersioningStatus.ENABLED))));
  }

  @Override
  public Answer<Optional<ObjectLock>> objectLock(Bucket bucket) {
    return MaybeSet.of(
        "ObjectLockConfigurationNotFoundError",
        calls
            .run(
                Action.GET_OBJECT_LOCK_CONFIGURATION,
                () ->
                    s3.getValue()
                        .getObjectLockConfiguration(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
            .map(answer -> lock(answer.objectLockConfiguration())));
  }

  private static ObjectLock lock(ObjectLockConfiguration lock) {
    return new ObjectLock(
        Optional.ofNullable(lock.rule())
            .map(ObjectLockRule::defaultRetention)
            .map(SdkObjectRules::retention));
  }

  private static Retention retention(DefaultRetention retention) {
    return new Retention(
        retention.modeAsString(),
        Period.of(orNought(retention.years()), 0, orNought(retention.days())));
  }

  private static int orNought(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  @Override
  public Answer<Done> lock(Bucket bucket, Retention retention) {
    return calls.perform(
        Action.PUT_OBJECT_LOCK_CONFIGURATION,
        () ->
            s3.getValue()
                .putObjectLockConfiguration(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .objectLockConfiguration(
                                lock ->
                                    lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                        .rule(
                                            rule -> rule.defaultRetention(byDefault(retention))))));
  }

  /** AWS takes days or years, not both. */
  private static DefaultRetention byDefault(Retention retention) {
    var rule = DefaultRetention.builder().mode(retention.mode());
    return retention.period().getYears() > 0
        ? rule.years(retention.period().getYears()).build()
        : rule.days(retention.period().getDays()).build();
  }

  @Override
  public Answer<List<LifecycleRule>> lifecycle(Bucket bucket) {
    return stored(bucket)
        .map(
            answer ->
                answer.stream()
                    .flatMap(configuration -> configuration.rules().stream())
                    .map(Lifecycle::told)
                    .toList());
  }

  /** In S3's own words. */
  private Answer<Optional<GetBucketLifecycleConfigurationResponse>> stored(Bucket bucket) {
    return MaybeSet.of(
        "NoSuchLifecycleConfiguration",
        calls.run(
            Action.GET_BUCKET_LIFECYCLE,
            () ->
                s3.getValue()
                    .getBucketLifecycleConfiguration(
                        r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner()))));
  }

  /** S3 replaces all rules: two that put some each may not do so at once. */
  @Override
  public synchronized Answer<Done> putRules(Bucket bucket, List<LifecycleRule> rules) {
    return stored(bucket).then(found -> put(bucket, r -> Lifecycle.change(r, found, rules)));
  }

  private Answer<Done> put(
      Bucket bucket, Consumer<PutBucketLifecycleConfigurationRequest.Builder> rules) {
    return calls.perform(
        Action.PUT_BUCKET_LIFECYCLE,
        () ->
            s3.getValue()
                .putBucketLifecycleConfiguration(
                    r -> {
                      r.bucket(bucket.name()).expectedBucketOwner(bucket.owner());
                      rules.accept(r);
                    }));
  }

  @Override
  public Answer<Optional<Encryption>> encryption(Bucket bucket) {
    return MaybeSet.of(
        "ServerSideEncryptionConfigurationNotFoundError",
        calls
            .run(
                Action.GET_BUCKET_ENCRYPTION,
                () ->
                    s3.getValue()
                        .getBucketEncryption(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
            .map(
                answer ->
                    encryption(answer.serverSideEncryptionConfiguration().rules().getFirst())));
  }

  private static Encryption encryption(ServerSideEncryptionRule rule) {
    var byDefault = rule.applyServerSideEncryptionByDefault();
    return new Encryption(
        byDefault.sseAlgorithmAsString(),
        Optional.ofNullable(byDefault.kmsMasterKeyID()),
        Boolean.TRUE.equals(rule.bucketKeyEnabled()));
  }

  @Override
  public Answer<Done> encrypt(Bucket bucket, Encryption encryption) {
    return calls.perform(
        Action.PUT_BUCKET_ENCRYPTION,
        () ->
            s3.getValue()
                .putBucketEncryption(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .serverSideEncryptionConfiguration(
                                all -> all.rules(rule(encryption)))));
  }

  private static ServerSideEncryptionRule rule(Encryption encryption) {
    return ServerSideEncryptionRule.builder()
        .applyServerSideEncryptionByDefault(
            byDefault ->
                byDefault
                    .sseAlgorithm(encryption.algorithm())
                    .kmsMasterKeyID(encryption.key().orElse(null)))
        .bucketKeyEnabled(encryption.isBucketKey())
        .build();
  }
}
