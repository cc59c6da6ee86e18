package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.Pages.Page;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.utils.Lazy;

/** Ways out through the SDK: a call for a call. */
final class SdkWaysOut implements WaysOut {
  private static final int GRANTS = 100;
  private static final int SUBSCRIPTIONS = 50;
  private static final String NO_REPLICATION = "ReplicationConfigurationNotFoundError";

  private final KmsClient kms;
  private final Lazy<CloudWatchLogsClient> logs;
  private final Lazy<S3Client> s3;
  private final Calls calls;

  SdkWaysOut(KmsClient kms, Lazy<CloudWatchLogsClient> logs, Lazy<S3Client> s3, Calls calls) {
    this.kms = kms;
    this.logs = logs;
    this.s3 = s3;
    this.calls = calls;
  }

  @Override
  public Answer<List<Way>> grants(String key) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.LIST_GRANTS,
                    () -> kms.listGrants(r -> r.keyId(key).limit(GRANTS).marker(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.grants().stream().map(SdkWaysOut::grant).toList(),
                            page.nextMarker())));
  }

  private static Way grant(GrantListEntry grant) {
    boolean isNamed = grant.name() != null && !grant.name().isEmpty();
    return new Way(
        isNamed ? grant.name() : grant.grantId(),
        grant.granteePrincipal(),
        grant.operationsAsStrings().stream().collect(Collectors.toSet()));
  }

  @Override
  public Answer<List<Way>> subscriptions(String group) {
    return Pages.all(
        marker ->
            calls
                .run(
                    Action.DESCRIBE_SUBSCRIPTION_FILTERS,
                    () ->
                        logs.getValue()
                            .describeSubscriptionFilters(
                                r -> r.logGroupName(group).limit(SUBSCRIPTIONS).nextToken(marker)))
                .map(
                    page ->
                        new Page<>(
                            page.subscriptionFilters().stream()
                                .map(found -> Way.to(found.filterName(), found.destinationArn()))
                                .toList(),
                            page.nextToken())));
  }

  @Override
  public Answer<List<Way>> replicas(Bucket bucket) {
    return MaybeSet.of(
            NO_REPLICATION,
            calls
                .run(
                    Action.GET_BUCKET_REPLICATION,
                    () ->
                        s3.getValue()
                            .getBucketReplication(
                                r -> r.bucket(bucket.name()).expectedBucketOwner(bucket.owner())))
                .map(answer -> answer.replicationConfiguration()))
        .map(found -> found.map(SdkWaysOut::replicas).orElse(List.of()));
  }

  private static List<Way> replicas(ReplicationConfiguration replication) {
    return replication.rules().stream()
        .filter(rule -> rule.status() != ReplicationRuleStatus.DISABLED)
        .map(rule -> Way.to(Optional.ofNullable(rule.id()).orElse("a rule"), destination(rule)))
        .toList();
  }

  private static String destination(ReplicationRule rule) {
    return rule.destination().bucket();
  }
}
