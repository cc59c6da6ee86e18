package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.utils.Lazy;

/** Legal holds through the SDK: a call for a call. */
final class SdkObjectHolds implements ObjectHolds {
  /** With which S3 says that nobody ever spoke of a legal hold on a version. */
  private static final String NEVER_HELD = "NoSuchObjectLockConfiguration";

  /** Few enough to be put under hold within a pass. */
  private static final int PAGE = 200;

  private final Lazy<S3Client> s3;
  private final Calls calls;

  SdkObjectHolds(Lazy<S3Client> s3, Calls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public Answer<Versions> versions(Bucket bucket, String prefix, Optional<Marker> after) {
    return calls
        .run(
            Action.LIST_OBJECT_VERSIONS,
            () ->
                s3.getValue()
                    .listObjectVersions(
                        r ->
                            r.bucket(bucket.name())
                                .expectedBucketOwner(bucket.owner())
                                .prefix(prefix)
                                .encodingType(EncodingType.URL)
                                .maxKeys(PAGE)
                                .keyMarker(after.map(Marker::key).orElse(null))
                                .versionIdMarker(after.map(Marker::id).orElse(null))))
        .map(SdkObjectHolds::page);
  }

  private static Versions page(ListObjectVersionsResponse page) {
    List<Version> items =
        page.versions().stream().map(it -> new Version(it.key(), it.versionId())).toList();
    return new Versions(
        items,
        Boolean.TRUE.equals(page.isTruncated())
            ? Optional.of(new Marker(page.nextKeyMarker(), page.nextVersionIdMarker()))
            : Optional.empty());
  }

  @Override
  public Answer<Boolean> isHeld(Bucket bucket, Version version) {
    return MaybeSet.of(
            NEVER_HELD,
            calls.run(
                Action.GET_OBJECT_LEGAL_HOLD,
                () ->
                    s3.getValue()
                        .getObjectLegalHold(
                            r ->
                                r.bucket(bucket.name())
                                    .expectedBucketOwner(bucket.owner())
                                    .key(version.key())
                                    .versionId(version.id()))))
        .map(
            answer ->
                answer
                    .map(GetObjectLegalHoldResponse::legalHold)
                    .filter(it -> it.status() == ObjectLockLegalHoldStatus.ON)
                    .isPresent());
  }

  @Override
  public Answer<Done> hold(Bucket bucket, Version version, boolean held) {
    return calls.perform(
        Action.PUT_OBJECT_LEGAL_HOLD,
        () ->
            s3.getValue()
                .putObjectLegalHold(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .key(version.key())
                            .versionId(version.id())
                            .legalHold(it -> it.status(status(held)))));
  }

  private static ObjectLockLegalHoldStatus status(boolean held) {
    return held ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF;
  }

  @Override
  public Answer<Map<String, String>> tags(Bucket bucket, Version version) {
    return calls
        .run(
            Action.GET_OBJECT_TAGGING,
            () ->
                s3.getValue()
                    .getObjectTagging(
                        r ->
                            r.bucket(bucket.name())
                                .expectedBucketOwner(bucket.owner())
                                .key(version.key())
                                .versionId(version.id())))
        .map(answer -> asMap(answer.tagSet()));
  }

  private static Map<String, String> asMap(List<Tag> tags) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(tag -> map.put(tag.key(), tag.value()));
    return map;
  }

  @Override
  public Answer<Done> putTags(Bucket bucket, Version version, Map<String, String> tags) {
    List<Tag> set =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return calls.perform(
        Action.PUT_OBJECT_TAGGING,
        () ->
            s3.getValue()
                .putObjectTagging(
                    r ->
                        r.bucket(bucket.name())
                            .expectedBucketOwner(bucket.owner())
                            .key(version.key())
                            .versionId(version.id())
                            .tagging(it -> it.tagSet(set))));
  }
}
