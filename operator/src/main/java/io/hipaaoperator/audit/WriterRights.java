package io.hipaaoperator.audit;

import io.hipaaoperator.aws.LogEvents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a role that writes to a sink must be able to do to the log group, and what it must not do to
 * the group, its events, and the archive. Whose a group or bucket is, is told by its tags.
 *
 * @param group ARN of the log group
 * @param bucket ARN of the archive's bucket, where there is one
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Actions
 *     of CloudWatch Logs</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions
 *     of S3</a>
 */
record WriterRights(String group, Optional<String> bucket) {
  private static final List<String> WRITES = List.of("logs:CreateLogStream", "logs:PutLogEvents");

  private static final List<String> GROUP_EDITS =
      List.of(
          "logs:DeleteLogGroup",
          "logs:DeleteLogStream",
          "logs:PutRetentionPolicy",
          "logs:DeleteRetentionPolicy",
          "logs:AssociateKmsKey",
          "logs:DisassociateKmsKey",
          "logs:PutLogGroupDeletionProtection",
          "logs:PutDataProtectionPolicy",
          "logs:DeleteDataProtectionPolicy",
          "logs:PutTransformer",
          "logs:DeleteTransformer",
          "logs:PutMetricFilter",
          "logs:DeleteMetricFilter",
          "logs:PutSubscriptionFilter",
          "logs:DeleteSubscriptionFilter",
          "logs:TagLogGroup",
          "logs:UntagLogGroup");

  /**
   * Of all actions on a group, AWS looks for these alone under the ARN without a star behind it.
   */
  private static final List<String> GROUP_TAGS = List.of("logs:TagResource", "logs:UntagResource");

  private static final List<String> BUCKET_EDITS =
      List.of(
          "s3:DeleteBucket",
          "s3:PutBucketPolicy",
          "s3:DeleteBucketPolicy",
          "s3:PutBucketObjectLockConfiguration",
          "s3:PutBucketVersioning",
          "s3:PutLifecycleConfiguration",
          "s3:PutEncryptionConfiguration",
          "s3:PutReplicationConfiguration",
          "s3:PutBucketPublicAccessBlock",
          "s3:PutBucketOwnershipControls",
          "s3:PutBucketAcl",
          "s3:PutBucketTagging",
          "s3:TagResource",
          "s3:UntagResource");

  private static final List<String> OBJECT_EDITS =
      List.of(
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
          "s3:BypassGovernanceRetention",
          "s3:PutObjectRetention",
          "s3:PutObjectLegalHold",
          "s3:UpdateObjectEncryption",
          "s3:ReplicateDelete");

  /** An object that no writer writes, in place of all of them. */
  private static final String OBJECT = "/hipaa-operator";

  /**
   * One right.
   *
   * @param action the action, as a policy names it
   * @param resource ARN of that to which it is done
   * @param isNeeded whether a writer must have it; else it must not
   */
  record Right(String action, String resource, boolean isNeeded) {}

  /** All of them. */
  List<Right> all() {
    return Stream.of(
            WRITES.stream().map(action -> new Right(action, stream(), true)),
            forbidden(GROUP_EDITS, stream()),
            forbidden(GROUP_EDITS, group),
            forbidden(GROUP_TAGS, group),
            bucket.stream().flatMap(arn -> forbidden(BUCKET_EDITS, arn)),
            bucket.stream().flatMap(arn -> forbidden(OBJECT_EDITS, arn + OBJECT)))
        .flatMap(rights -> rights)
        .toList();
  }

  /**
   * Actions on a group are on it and all its streams, which a policy writes as a star behind it.
   */
  private String stream() {
    return group + ":log-stream:" + LogEvents.STREAM;
  }

  private static Stream<Right> forbidden(List<String> actions, String resource) {
    return actions.stream().map(action -> new Right(action, resource, false));
  }

  /** Their actions, each once. */
  List<String> actions() {
    return all().stream().map(Right::action).distinct().toList();
  }

  /** What they are about, each once. */
  List<String> resources() {
    return all().stream().map(Right::resource).distinct().toList();
  }

  /** The group, and the bucket where there is one. */
  List<String> things() {
    return Stream.concat(Stream.of(group), bucket.stream()).toList();
  }
}
