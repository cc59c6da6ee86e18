package io.hipaaoperator.audit;

import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.external.OwnTags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.DeleteMarkerReplicationStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/** What is in S3, and what people do there behind the operator's back. */
final class ArchiveBuckets {
  static final S3Client S3 = Emulator.s3();

  private ArchiveBuckets() {}

  static boolean exists(String name) {
    return S3.listBuckets().buckets().stream().map(Bucket::name).anyMatch(name::equals);
  }

  /** Deletes a bucket, which is empty. */
  static void remove(String name) {
    if (exists(name)) {
      S3.deleteBucket(r -> r.bucket(name));
    }
  }

  static Map<String, String> tags(String name) {
    Map<String, String> tags = new TreeMap<>();
    S3.getBucketTagging(r -> r.bucket(name))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  static DefaultRetention lock(String name) {
    return S3.getObjectLockConfiguration(r -> r.bucket(name))
        .objectLockConfiguration()
        .rule()
        .defaultRetention();
  }

  static String policy(String name) {
    return S3.getBucketPolicy(r -> r.bucket(name)).policy();
  }

  /** ARN of the key that objects are encrypted with. */
  static String key(String name) {
    return S3.getBucketEncryption(r -> r.bucket(name))
        .serverSideEncryptionConfiguration()
        .rules()
        .getFirst()
        .applyServerSideEncryptionByDefault()
        .kmsMasterKeyID();
  }

  /** Takes away the tag that says whose it is. */
  static void untag(String name) {
    Map<String, String> left = tags(name);
    left.remove(OwnTags.UID);
    var tags =
        left.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    S3.putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(tags)));
  }

  static void decrypt(String name) {
    S3.putBucketEncryption(
        r ->
            r.bucket(name)
                .serverSideEncryptionConfiguration(
                    all ->
                        all.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                    by -> by.sseAlgorithm(ServerSideEncryption.AES256)))));
  }

  static void open(String name) {
    S3.deletePublicAccessBlock(r -> r.bucket(name));
  }

  static void disown(String name) {
    S3.putBucketOwnershipControls(
        r ->
            r.bucket(name)
                .ownershipControls(
                    all -> all.rules(rule -> rule.objectOwnership(ObjectOwnership.OBJECT_WRITER))));
  }

  static void suspend(String name) {
    S3.putBucketVersioning(
        r ->
            r.bucket(name)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
  }

  static void shorten(String name) {
    lock(name, byDefault -> byDefault.mode("GOVERNANCE").days(30));
  }

  /** Locks it so. */
  static void lock(String name, Consumer<DefaultRetention.Builder> retention) {
    S3.putObjectLockConfiguration(
        r ->
            r.bucket(name)
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled("Enabled")
                            .rule(rule -> rule.defaultRetention(retention))));
  }

  /** Has objects end the next day. */
  static void expire(String name) {
    var rules =
        S3.getBucketLifecycleConfiguration(r -> r.bucket(name)).rules().stream()
            .map(rule -> rule.toBuilder().expiration(end -> end.days(1)).build())
            .toArray(LifecycleRule[]::new);
    S3.putBucketLifecycleConfiguration(
        r -> r.bucket(name).lifecycleConfiguration(all -> all.rules(rules)));
  }

  /** Adds a rule of somebody else's by which objects end the next day. */
  static void expireToo(String name) {
    var theirs =
        LifecycleRule.builder()
            .id("theirs")
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(""))
            .expiration(end -> end.days(1))
            .build();
    S3.putBucketLifecycleConfiguration(
        r -> r.bucket(name).lifecycleConfiguration(all -> all.rules(theirs)));
  }

  /** Makes a bucket that S3 may write the access logs of another one to. */
  static void logs(String name, String of) {
    S3.createBucket(r -> r.bucket(name));
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Logs", "Effect": "Allow",
          "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
          "Resource": "arn:aws:s3:::%s/*",
          "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::%s"}}}]}
        """
            .formatted(name, of);
    S3.putBucketPolicy(r -> r.bucket(name).policy(policy));
  }

  /** Where its access logs go, and what they begin with. */
  static String loggedTo(String name) {
    var to = S3.getBucketLogging(r -> r.bucket(name)).loggingEnabled();
    return to.targetBucket() + " " + to.targetPrefix();
  }

  /** Keys of the objects of a bucket. */
  static List<String> keys(String name) {
    return S3.listObjectsV2(r -> r.bucket(name)).contents().stream().map(S3Object::key).toList();
  }

  /** Deletes all objects of a bucket, where there is one. */
  static void empty(String name) {
    if (exists(name)) {
      keys(name).forEach(key -> S3.deleteObject(r -> r.bucket(name).key(key)));
    }
  }

  static void unlog(String name) {
    S3.putBucketLogging(r -> r.bucket(name).bucketLoggingStatus(status -> {}));
  }

  static void forgetPolicy(String name) {
    S3.deleteBucketPolicy(r -> r.bucket(name));
  }

  /** Lets another account read, beside whatever else the policy said. */
  static void copy(String name) {
    String elsewhere = name + "-copy";
    S3.createBucket(r -> r.bucket(elsewhere));
    S3.putBucketVersioning(
        r ->
            r.bucket(elsewhere)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    S3.putBucketReplication(
        r ->
            r.bucket(name)
                .replicationConfiguration(
                    all ->
                        all.role("arn:aws:iam::123456789012:role/copies")
                            .rules(
                                rule ->
                                    rule.id("copies")
                                        .priority(1)
                                        .status(ReplicationRuleStatus.ENABLED)
                                        .filter(filter -> filter.prefix(""))
                                        .deleteMarkerReplication(
                                            d -> d.status(DeleteMarkerReplicationStatus.DISABLED))
                                        .destination(
                                            to -> to.bucket("arn:aws:s3:::" + elsewhere)))));
  }

  static void share(String name) {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Share", "Effect": "Allow",
          "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::%s/*"}]}
        """
            .formatted(name);
    S3.putBucketPolicy(r -> r.bucket(name).policy(policy));
  }
}
