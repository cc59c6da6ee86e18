package io.hipaaoperator.aws;

/**
 * Every call to AWS that the program may make. The rate is a half of what AWS grants an account in
 * a region by default, since others work there too; where AWS tells no number, two a second.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html">KMS
 *     request quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">CloudWatch
 *     Logs quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html">CloudWatch
 *     quotas</a>
 */
public enum Action {
  GET_CALLER_IDENTITY("sts:GetCallerIdentity", Access.READ, 25),
  SIMULATE_PRINCIPAL_POLICY("iam:SimulatePrincipalPolicy", Access.READ, 2),
  DESCRIBE_KEY("kms:DescribeKey", Access.READ, 1000),
  LIST_KEYS("kms:ListKeys", Access.READ, 250),
  LIST_KEY_TAGS("kms:ListResourceTags", Access.READ, 1000),
  GET_KEY_POLICY("kms:GetKeyPolicy", Access.READ, 500),
  GET_KEY_ROTATION_STATUS("kms:GetKeyRotationStatus", Access.READ, 500),
  LIST_KEY_ROTATIONS("kms:ListKeyRotations", Access.READ, 50),
  LIST_GRANTS("kms:ListGrants", Access.READ, 25),
  CREATE_KEY("kms:CreateKey", Access.WRITE, 2),
  CREATE_ALIAS("kms:CreateAlias", Access.WRITE, 2),
  UPDATE_ALIAS("kms:UpdateAlias", Access.WRITE, 2),
  UPDATE_KEY_DESCRIPTION("kms:UpdateKeyDescription", Access.WRITE, 2),
  TAG_KEY("kms:TagResource", Access.WRITE, 5),
  PUT_KEY_POLICY("kms:PutKeyPolicy", Access.WRITE, 7),
  ENABLE_KEY_ROTATION("kms:EnableKeyRotation", Access.WRITE, 7),
  CANCEL_KEY_DELETION("kms:CancelKeyDeletion", Access.WRITE, 2),
  SCHEDULE_KEY_DELETION("kms:ScheduleKeyDeletion", Access.DESTROY, 2),
  ENCRYPT("kms:Encrypt", Access.USE, 100),
  DECRYPT("kms:Decrypt", Access.USE, 100),
  GENERATE_DATA_KEY("kms:GenerateDataKeyWithoutPlaintext", Access.USE, 100),

  DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups", Access.READ, 5),
  LIST_LOG_TAGS("logs:ListTagsForResource", Access.READ, 2),
  GET_DATA_PROTECTION_POLICY("logs:GetDataProtectionPolicy", Access.READ, 2),
  DESCRIBE_QUERY_DEFINITIONS("logs:DescribeQueryDefinitions", Access.READ, 2),
  DESCRIBE_METRIC_FILTERS("logs:DescribeMetricFilters", Access.READ, 2),
  LIST_LOG_ANOMALY_DETECTORS("logs:ListLogAnomalyDetectors", Access.READ, 2),
  DESCRIBE_SUBSCRIPTION_FILTERS("logs:DescribeSubscriptionFilters", Access.READ, 2),
  CREATE_LOG_GROUP("logs:CreateLogGroup", Access.WRITE, 5),
  PUT_RETENTION_POLICY("logs:PutRetentionPolicy", Access.WRITE, 2),
  ASSOCIATE_KMS_KEY("logs:AssociateKmsKey", Access.WRITE, 2),
  PUT_LOG_GROUP_DELETION_PROTECTION("logs:PutLogGroupDeletionProtection", Access.WRITE, 2),
  TAG_LOGS("logs:TagResource", Access.WRITE, 2),
  PUT_DATA_PROTECTION_POLICY("logs:PutDataProtectionPolicy", Access.WRITE, 2),
  PUT_QUERY_DEFINITION("logs:PutQueryDefinition", Access.WRITE, 2),
  PUT_METRIC_FILTER("logs:PutMetricFilter", Access.WRITE, 2),
  CREATE_LOG_ANOMALY_DETECTOR("logs:CreateLogAnomalyDetector", Access.WRITE, 2),
  UPDATE_LOG_ANOMALY_DETECTOR("logs:UpdateLogAnomalyDetector", Access.WRITE, 2),
  CREATE_LOG_STREAM("logs:CreateLogStream", Access.USE, 25),
  PUT_LOG_EVENTS("logs:PutLogEvents", Access.USE, 25),
  FILTER_LOG_EVENTS("logs:FilterLogEvents", Access.USE, 2),

  DESCRIBE_ALARMS("cloudwatch:DescribeAlarms", Access.READ, 4),
  PUT_METRIC_ALARM("cloudwatch:PutMetricAlarm", Access.WRITE, 1),

  GET_BUCKET_LOCATION("s3:GetBucketLocation", Access.READ, 2),
  GET_BUCKET_TAGGING("s3:GetBucketTagging", Access.READ, 2),
  GET_BUCKET_POLICY("s3:GetBucketPolicy", Access.READ, 2),
  GET_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock", Access.READ, 2),
  GET_BUCKET_OWNERSHIP_CONTROLS("s3:GetBucketOwnershipControls", Access.READ, 2),
  GET_BUCKET_VERSIONING("s3:GetBucketVersioning", Access.READ, 2),
  GET_OBJECT_LOCK_CONFIGURATION("s3:GetBucketObjectLockConfiguration", Access.READ, 2),
  GET_BUCKET_LIFECYCLE("s3:GetLifecycleConfiguration", Access.READ, 2),
  GET_BUCKET_ENCRYPTION("s3:GetEncryptionConfiguration", Access.READ, 2),
  GET_BUCKET_LOGGING("s3:GetBucketLogging", Access.READ, 2),
  GET_BUCKET_REPLICATION("s3:GetReplicationConfiguration", Access.READ, 2),
  CREATE_BUCKET("s3:CreateBucket", Access.WRITE, 2),
  PUT_BUCKET_TAGGING("s3:PutBucketTagging", Access.WRITE, 2),
  PUT_BUCKET_POLICY("s3:PutBucketPolicy", Access.WRITE, 2),
  PUT_PUBLIC_ACCESS_BLOCK("s3:PutBucketPublicAccessBlock", Access.WRITE, 2),
  PUT_BUCKET_OWNERSHIP_CONTROLS("s3:PutBucketOwnershipControls", Access.WRITE, 2),
  PUT_BUCKET_VERSIONING("s3:PutBucketVersioning", Access.WRITE, 2),
  PUT_OBJECT_LOCK_CONFIGURATION("s3:PutBucketObjectLockConfiguration", Access.WRITE, 2),
  PUT_BUCKET_LIFECYCLE("s3:PutLifecycleConfiguration", Access.WRITE, 2),
  PUT_BUCKET_ENCRYPTION("s3:PutEncryptionConfiguration", Access.WRITE, 2),
  PUT_BUCKET_LOGGING("s3:PutBucketLogging", Access.WRITE, 2),
  LIST_OBJECT_VERSIONS("s3:ListBucketVersions", Access.HOLD, 10),
  GET_OBJECT_LEGAL_HOLD("s3:GetObjectLegalHold", Access.HOLD, 200),
  GET_OBJECT_TAGGING("s3:GetObjectVersionTagging", Access.HOLD, 100),
  PUT_OBJECT_TAGGING("s3:PutObjectVersionTagging", Access.HOLD, 100),
  PUT_OBJECT_LEGAL_HOLD("s3:PutObjectLegalHold", Access.HOLD, 100),

  DESCRIBE_VOLUMES("ec2:DescribeVolumes", Access.READ, 10),

  DESCRIBE_CLUSTER("eks:DescribeCluster", Access.READ, 2),

  GET_RESOURCES("tag:GetResources", Access.READ, 2);

  private final String iam;
  private final Access access;
  private final int perSecond;

  Action(String iam, Access access, int perSecond) {
    this.iam = iam;
    this.access = access;
    this.perSecond = perSecond;
  }

  /** What a call does. */
  public enum Access {
    /** It tells a setting. */
    READ,
    /** It changes a setting. */
    WRITE,
    /**
     * It makes use of something, to prove that it works or for an application: no setting is told
     * or changed.
     */
    USE,
    /** It holds versions of objects: in the policy of no mode, and made only with --objects. */
    HOLD,
    /** It ends something: in the policy of no mode, and made only where a spec asks for it. */
    DESTROY
  }

  /** The right that the call needs, as an IAM policy names it. */
  public String iam() {
    return iam;
  }

  /** What it does. */
  public Access access() {
    return access;
  }

  /** How many calls a second are made at most. */
  int perSecond() {
    return perSecond;
  }
}
