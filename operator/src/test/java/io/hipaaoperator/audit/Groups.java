package io.hipaaoperator.audit;

import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.external.OwnTags;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** What is in CloudWatch Logs, and what people do there behind the operator's back. */
final class Groups {
  static final CloudWatchLogsClient LOGS = Emulator.logs();

  private Groups() {}

  /** The group of this name. */
  static Optional<LogGroup> named(String name) {
    return LOGS.describeLogGroups(r -> r.logGroupNamePrefix(name)).logGroups().stream()
        .filter(group -> group.logGroupName().equals(name))
        .findFirst();
  }

  static LogGroup get(String name) {
    return named(name).orElseThrow();
  }

  static Map<String, String> tags(String name) {
    return LOGS.listTagsForResource(r -> r.resourceArn(arn(name))).tags();
  }

  /** Gives it more tags. */
  static void tag(String name, Map<String, String> tags) {
    LOGS.tagResource(r -> r.resourceArn(arn(name)).tags(tags));
  }

  /** Takes away the tag that says whose it is. */
  static void untag(String name) {
    LOGS.untagResource(r -> r.resourceArn(arn(name)).tagKeys(OwnTags.UID));
  }

  /** Its policy; empty where it masks nothing. */
  static String masking(String name) {
    String policy = LOGS.getDataProtectionPolicy(r -> r.logGroupIdentifier(name)).policyDocument();
    return policy == null ? "" : policy;
  }

  static void mask(String name, String policy) {
    LOGS.putDataProtectionPolicy(r -> r.logGroupIdentifier(name).policyDocument(policy));
  }

  /** Has its events deleted after so many days. */
  static void keep(String name, int days) {
    LOGS.putRetentionPolicy(r -> r.logGroupName(name).retentionInDays(days));
  }

  /** A group that somebody else made. */
  static void foreign(String name) {
    LOGS.createLogGroup(r -> r.logGroupName(name));
  }

  static void unprotect(String name) {
    LOGS.putLogGroupDeletionProtection(
        r -> r.logGroupIdentifier(name).deletionProtectionEnabled(false));
  }

  /** Deletes the group, as who may do all can. */
  static void remove(String name) {
    if (named(name).isPresent()) {
      unprotect(name);
      LOGS.deleteLogGroup(r -> r.logGroupName(name));
    }
  }

  /** A key of somebody else that CloudWatch Logs may use. */
  static String foreignKey() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
          "Principal": {"AWS": "arn:aws:iam::123456789012:root",
                        "Service": "logs.us-east-1.amazonaws.com"}}]}
        """;
    return Emulator.kms().createKey(r -> r.policy(policy)).keyMetadata().arn();
  }

  private static String arn(String name) {
    String arn = get(name).arn();
    return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
  }
}
