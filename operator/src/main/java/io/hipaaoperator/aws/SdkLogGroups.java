package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Pages.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.utils.Lazy;

/** Log groups through the SDK: a call for a call. */
final class SdkLogGroups implements LogGroups {
  private static final int PAGE = 50;

  private final Lazy<CloudWatchLogsClient> logs;
  private final Calls calls;

  SdkLogGroups(Lazy<CloudWatchLogsClient> logs, Calls calls) {
    this.logs = logs;
    this.calls = calls;
  }

  @Override
  public Answer<List<Group>> list(String prefix) {
    String wanted = prefix.isEmpty() ? null : prefix;
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.DESCRIBE_LOG_GROUPS,
                    () ->
                        logs.getValue()
                            .describeLogGroups(
                                r -> r.logGroupNamePrefix(wanted).limit(PAGE).nextToken(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.logGroups().stream().map(SdkLogGroups::group).toList(),
                            page.nextToken())));
  }

  private static Group group(LogGroup group) {
    return new Group(
        group.logGroupName(),
        LogGroups.bare(group.arn()),
        group.logGroupClassAsString(),
        Optional.ofNullable(group.retentionInDays()),
        Optional.ofNullable(group.kmsKeyId()),
        Boolean.TRUE.equals(group.deletionProtectionEnabled()),
        Optional.ofNullable(group.dataProtectionStatusAsString()),
        Instant.ofEpochMilli(group.creationTime()));
  }

  @Override
  public Answer<Map<String, String>> tags(String arn) {
    return calls
        .run(
            Action.LIST_LOG_TAGS,
            () -> logs.getValue().listTagsForResource(r -> r.resourceArn(arn)))
        .map(answer -> answer.tags());
  }

  @Override
  public Answer<Optional<String>> dataProtection(String name) {
    return calls
        .run(
            Action.GET_DATA_PROTECTION_POLICY,
            () -> logs.getValue().getDataProtectionPolicy(r -> r.logGroupIdentifier(name)))
        .map(answer -> Optional.ofNullable(answer.policyDocument()));
  }

  @Override
  public Answer<Done> create(NewGroup group) {
    return calls.perform(
        Action.CREATE_LOG_GROUP,
        () ->
            logs.getValue()
                .createLogGroup(
                    r ->
                        r.logGroupName(group.name())
                            .kmsKeyId(group.key().orElse(null))
                            .deletionProtectionEnabled(group.isProtected())
                            .tags(group.tags())));
  }

  @Override
  public Answer<Done> retain(String name, int days) {
    return calls.perform(
        Action.PUT_RETENTION_POLICY,
        () -> logs.getValue().putRetentionPolicy(r -> r.logGroupName(name).retentionInDays(days)));
  }

  @Override
  public Answer<Done> encrypt(String name, String key) {
    return calls.perform(
        Action.ASSOCIATE_KMS_KEY,
        () -> logs.getValue().associateKmsKey(r -> r.logGroupName(name).kmsKeyId(key)));
  }

  @Override
  public Answer<Done> protect(String name) {
    return calls.perform(
        Action.PUT_LOG_GROUP_DELETION_PROTECTION,
        () ->
            logs.getValue()
                .putLogGroupDeletionProtection(
                    r -> r.logGroupIdentifier(name).deletionProtectionEnabled(true)));
  }

  @Override
  public Answer<Done> tag(String arn, Map<String, String> tags) {
    return calls.perform(
        Action.TAG_LOGS, () -> logs.getValue().tagResource(r -> r.resourceArn(arn).tags(tags)));
  }

  @Override
  public Answer<Done> putDataProtection(String name, String policy) {
    return calls.perform(
        Action.PUT_DATA_PROTECTION_POLICY,
        () ->
            logs.getValue()
                .putDataProtectionPolicy(r -> r.logGroupIdentifier(name).policyDocument(policy)));
  }
}
