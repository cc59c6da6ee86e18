package io.hipaaoperator.retention;

import static io.hipaaoperator.cluster.Emulator.s3;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.objects.ObjectBuckets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

/** A bucket of scans in the emulator, the policy {@code scans} on it, and what people do there. */
record TestScans(TestCluster cluster, TestNamespace namespace, String bucket) {
  static final S3Client S3 = s3();

  static TestScans with(TestCluster cluster, TestNamespace namespace, boolean isLockable) {
    String bucket = "scans-" + UUID.randomUUID();
    S3.createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(isLockable));
    allow(bucket, namespace.name());
    return new TestScans(cluster, namespace, bucket);
  }

  /** Its owner lets a namespace end and hold its objects. */
  static void allow(String bucket, String namespace) {
    S3.putBucketTagging(
        r ->
            r.bucket(bucket)
                .tagging(t -> t.tagSet(tag -> tag.key(ObjectBuckets.TAG).value(namespace))));
  }

  /** Declares the policy, with more of its spec. */
  TestScans declare(String more) {
    namespace.apply(
        """
        apiVersion: hipaa-operator.io/v1alpha1
        kind: RetentionPolicy
        metadata: {name: scans}
        spec:
        %s
        """
            .formatted((Declared.OBJECTS.replace("clinic-scans", bucket) + more).indent(2)));
    return this;
  }

  TestScans approve() {
    String hash = Eventually.until(() -> status().planHash(), Objects::nonNull);
    return declare("approval: {planHash: " + hash + ", by: dr-who}\n");
  }

  RetentionPolicyStatus status() {
    return Optional.ofNullable(
            cluster
                .admin()
                .resources(RetentionPolicy.class)
                .inNamespace(namespace.name())
                .withName("scans")
                .get())
        .map(RetentionPolicy::getStatus)
        .orElse(RetentionPolicyStatus.NONE);
  }

  Condition await(String type, String reason) {
    return Eventually.until(
            () -> status().conditions().stream().filter(c -> c.getType().equals(type)).findFirst(),
            it -> it.filter(c -> reason.equals(c.getReason())).isPresent())
        .orElseThrow();
  }

  List<LifecycleRule> rules() {
    try {
      return S3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules();
    } catch (software.amazon.awssdk.services.s3.model.S3Exception none) {
      return List.of();
    }
  }

  LifecycleRule own() {
    return rules().stream()
        .filter(it -> it.id().startsWith("hipaa-operator/"))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody replaces all rules by this one. */
  void put(String id, String prefix, int days) {
    S3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(bucket)
                .lifecycleConfiguration(
                    all ->
                        all.rules(
                            rule ->
                                rule.id(id)
                                    .status(ExpirationStatus.ENABLED)
                                    .filter(f -> f.prefix(prefix))
                                    .expiration(e -> e.days(days)))));
  }

  /** Puts an object, and tells its version. */
  String put(String key) {
    return S3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("a scan"))
        .versionId();
  }

  boolean isHeld(String key, String version) {
    return S3.getObjectLegalHold(r -> r.bucket(bucket).key(key).versionId(version))
            .legalHold()
            .status()
        == ObjectLockLegalHoldStatus.ON;
  }

  void hold(String key, String version, ObjectLockLegalHoldStatus status) {
    S3.putObjectLegalHold(
        r -> r.bucket(bucket).key(key).versionId(version).legalHold(h -> h.status(status)));
  }

  /** A hold on some of it. */
  String held() {
    return TestHold.SPEC.replaceAll("(?s)databases:.*", "")
        + "buckets: [{bucket: "
        + bucket
        + ", prefix: scans/smith/}]\n";
  }
}
