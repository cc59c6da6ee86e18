package io.hipaaoperator.aws;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.utils.Lazy;

/** Buckets through the SDK: a call for a call. */
final class SdkBuckets implements Buckets {
  /** The region that S3 does not call by its name. */
  private static final String FIRST_REGION = "us-east-1";

  private final String region;
  private final Lazy<S3Client> s3;
  private final Calls calls;

  /** Calls through this client, and makes buckets in this region, which must be the client's. */
  SdkBuckets(String region, Lazy<S3Client> s3, Calls calls) {
    this.region = region;
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public Answer<String> region(Bucket bucket) {
    return calls
        .run(
            Action.GET_BUCKET_LOCATION,
            () ->
                s3.getValue()
                    .getBucketLocation(
                        r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
        .map(answer -> region(answer.locationConstraintAsString()));
  }

  /** Buckets of the first years have no region, or a word for one. */
  private static String region(@Nullable String constraint) {
    if (constraint == null || constraint.isEmpty()) {
      return FIRST_REGION;
    }
    return constraint.equals("EU") ? "eu-west-1" : constraint;
  }

  @Override
  public Answer<Map<String, String>> tags(Bucket bucket) {
    return MaybeSet.of(
            "NoSuchTagSet",
            calls.run(
                Action.GET_BUCKET_TAGGING,
                () ->
                    s3.getValue()
                        .getBucketTagging(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner()))))
        .map(answer -> answer.map(tags -> asMap(tags.tagSet())).orElse(Map.of()));
  }

  private static Map<String, String> asMap(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  private static List<Tag> asTags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  @Override
  public Answer<Optional<String>> policy(Bucket bucket) {
    return MaybeSet.of(
        "NoSuchBucketPolicy",
        calls
            .run(
                Action.GET_BUCKET_POLICY,
                () ->
                    s3.getValue()
                        .getBucketPolicy(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
            .map(answer -> answer.policy()));
  }

  @Override
  public Answer<Optional<PublicAccessBlock>> publicAccessBlock(Bucket bucket) {
    return MaybeSet.of(
        "NoSuchPublicAccessBlockConfiguration",
        calls
            .run(
                Action.GET_PUBLIC_ACCESS_BLOCK,
                () ->
                    s3.getValue()
                        .getPublicAccessBlock(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
            .map(answer -> block(answer.publicAccessBlockConfiguration())));
  }

  private static PublicAccessBlock block(PublicAccessBlockConfiguration shut) {
    return new PublicAccessBlock(
        Boolean.TRUE.equals(shut.blockPublicAcls()),
        Boolean.TRUE.equals(shut.ignorePublicAcls()),
        Boolean.TRUE.equals(shut.blockPublicPolicy()),
        Boolean.TRUE.equals(shut.restrictPublicBuckets()));
  }

  @Override
  public Answer<Optional<String>> ownership(Bucket bucket) {
    return MaybeSet.of(
        "OwnershipControlsNotFoundError",
        calls
            .run(
                Action.GET_BUCKET_OWNERSHIP_CONTROLS,
                () ->
                    s3.getValue()
                        .getBucketOwnershipControls(
                            r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
            .map(
                answer -> answer.ownershipControls().rules().getFirst().objectOwnershipAsString()));
  }

  @Override
  public Answer<Optional<AccessLogs>> accessLogs(Bucket bucket) {
    return calls
        .run(
            Action.GET_BUCKET_LOGGING,
            () ->
                s3.getValue()
                    .getBucketLogging(
                        r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
        .map(
            answer ->
                Optional.ofNullable(answer.loggingEnabled())
                    .map(
                        to ->
                            new AccessLogs(
                                to.targetBucket(),
                                Objects.requireNonNullElse(to.targetPrefix(), ""))));
  }

  @Override
  public Answer<Done> logAccess(Bucket bucket, AccessLogs to) {
    return calls.perform(
        Action.PUT_BUCKET_LOGGING,
        () ->
            s3.getValue()
                .putBucketLogging(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .bucketLoggingStatus(
                                status ->
                                    status.loggingEnabled(
                                        on ->
                                            on.targetBucket(to.bucket())
                                                .targetPrefix(to.prefix())))));
  }

  @Override
  public Answer<Done> create(Bucket bucket, Map<String, String> tags) {
    var configuration = CreateBucketConfiguration.builder().tags(asTags(tags));
    if (!region.equals(FIRST_REGION)) {
      configuration.locationConstraint(region);
    }
    return calls.perform(
        Action.CREATE_BUCKET,
        () ->
            s3.getValue()
                .createBucket(
                    r ->
                        r.bucket(bucket.name())
                            .createBucketConfiguration(configuration.build())
                            .objectLockEnabledForBucket(true)
                            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)));
  }

  @Override
  public Answer<Done> putTags(Bucket bucket, Map<String, String> tags) {
    return calls.perform(
        Action.PUT_BUCKET_TAGGING,
        () ->
            s3.getValue()
                .putBucketTagging(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .tagging(set -> set.tagSet(asTags(tags)))));
  }

  @Override
  public Answer<Done> putPolicy(Bucket bucket, String policy) {
    return calls.perform(
        Action.PUT_BUCKET_POLICY,
        () ->
            s3.getValue()
                .putBucketPolicy(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .policy(policy)));
  }

  @Override
  public Answer<Done> blockPublicAccess(Bucket bucket) {
    return calls.perform(
        Action.PUT_PUBLIC_ACCESS_BLOCK,
        () ->
            s3.getValue()
                .putPublicAccessBlock(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .publicAccessBlockConfiguration(
                                shut ->
                                    shut.blockPublicAcls(true)
                                        .ignorePublicAcls(true)
                                        .blockPublicPolicy(true)
                                        .restrictPublicBuckets(true))));
  }

  @Override
  public Answer<Done> enforceOwnership(Bucket bucket) {
    return calls.perform(
        Action.PUT_BUCKET_OWNERSHIP_CONTROLS,
        () ->
            s3.getValue()
                .putBucketOwnershipControls(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .ownershipControls(
                                controls ->
                                    controls.rules(
                                        rule ->
                                            rule.objectOwnership(
                                                ObjectOwnership.BUCKET_OWNER_ENFORCED)))));
  }
}
