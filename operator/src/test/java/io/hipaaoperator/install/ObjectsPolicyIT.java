package io.hipaaoperator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.chart.Repository;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.StrictAws;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Objects are held, and released, with exactly the rights that docs/iam gives. */
@ExtendWith(ClusterExtension.class)
class ObjectsPolicyIT {
  private static final List<Path> POLICIES =
      List.of(Repository.file("docs/iam/enforce.json"), Repository.file("docs/iam/objects.json"));
  private static final String TAG = "hipaa-operator.io/namespaces";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String HOLD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: LegalHold
      metadata: {name: smith}
      spec:
        matter: Smith v. Clinic
        reason: Subpoena of the county court
        issuer: counsel@clinic
        since: '2026-11-01'
        buckets: [{bucket: %s, prefix: smith/}]
      """;
  private static final String RELEASE =
      "  release: {by: judge@county, reason: The case was settled, at: '2026-11-20'}\n";

  private final String bucket = "it-" + UUID.randomUUID();
  private final TestCluster cluster;
  private final TestNamespace namespace;
  private StrictAws aws;

  ObjectsPolicyIT(TestCluster cluster, TestNamespace namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  @BeforeEach
  void start() {
    aws = StrictAws.start();
    aws.asAdmin(_ -> filled());
  }

  private String filled() {
    try (S3Client s3 = aws.s3()) {
      s3.createBucket(r -> r.bucket(bucket).objectLockEnabledForBucket(true));
      s3.putBucketTagging(
          r ->
              r.bucket(bucket)
                  .tagging(t -> t.tagSet(tag -> tag.key(TAG).value("lab " + namespace.name()))));
      return s3.putObject(r -> r.bucket(bucket).key("smith/1"), RequestBody.fromString("a scan"))
          .versionId();
    }
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void theGeneratedPolicyIsEnough() {
    try (var _ = aws.operator(cluster, POLICIES, "--objects").ready()) {
      namespace.apply(HOLD.formatted(bucket));
      await("InForce");
      namespace.apply(HOLD.formatted(bucket) + RELEASE);
      await("Released");
      assertThat(aws.denied()).isEmpty();
    }
  }

  private void await(String reason) {
    Eventually.until(PATIENCE, () -> reasons().toString(), reasons -> reasons.contains(reason));
  }

  private List<String> reasons() {
    var hold =
        cluster
            .admin()
            .resources(LegalHold.class)
            .inNamespace(namespace.name())
            .withName("smith")
            .get();
    return hold.getStatus() == null
        ? List.of()
        : hold.getStatus().conditions().stream().map(it -> it.getReason()).toList();
  }
}
