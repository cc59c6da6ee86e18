package io.hipaaoperator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The way to AWS in one region: one HTTP client, explicit retries and time-outs. */
final class AwsConnection implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(10);
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration CALL = Duration.ofSeconds(30);

  private final Region region;
  private final Optional<URI> endpoint;
  private final MetricPublisher metrics;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();
  private final Queue<SdkAutoCloseable> clients = new ConcurrentLinkedQueue<>();
  private final AwsCredentialsProvider credentials =
      Credentials.of(setting -> setting.getStringValue().isPresent());

  AwsConnection(String region, Optional<URI> endpoint, MetricPublisher metrics) {
    this.region = Region.of(region);
    this.endpoint = endpoint;
    this.metrics = metrics;
  }

  /** A client of KMS that tries a failed call again. */
  KmsClient kms() {
    return kept(configured(KmsClient.builder(), true).build());
  }

  /** A client of KMS that never does. */
  KmsClient kmsOnce() {
    return kept(configured(KmsClient.builder(), false).build());
  }

  /** A client of CloudWatch Logs that tries a failed call again. */
  CloudWatchLogsClient logs() {
    return kept(configured(CloudWatchLogsClient.builder(), true).build());
  }

  /** A client of CloudWatch Logs that never does. */
  CloudWatchLogsClient logsOnce() {
    return kept(configured(CloudWatchLogsClient.builder(), false).build());
  }

  /** A client of CloudWatch. */
  CloudWatchClient cloudWatch() {
    return kept(configured(CloudWatchClient.builder(), true).build());
  }

  /** A client of S3; another address than AWS's has no name for each bucket. */
  S3Client s3() {
    return kept(configured(S3Client.builder(), true).forcePathStyle(endpoint.isPresent()).build());
  }

  /** A client of EC2. */
  Ec2Client ec2() {
    return kept(configured(Ec2Client.builder(), true).build());
  }

  /** A client of EKS. */
  EksClient eks() {
    return kept(configured(EksClient.builder(), true).build());
  }

  /** A client of IAM, which a partition has in one region for all: the SDK knows which. */
  IamClient iam() {
    return kept(configured(IamClient.builder(), true).build());
  }

  /** A client of the index of tags. */
  ResourceGroupsTaggingApiClient tagging() {
    return kept(configured(ResourceGroupsTaggingApiClient.builder(), true).build());
  }

  /** A client of STS. */
  StsClient sts() {
    return kept(configured(StsClient.builder(), true).build());
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    http.close();
    IoUtils.closeIfCloseable(credentials, null);
  }

  /** Each has threads of its own. */
  private <C extends SdkAutoCloseable> C kept(C client) {
    clients.add(client);
    return client;
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
      B builder, boolean retries) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(policy(retries));
  }

  private ClientOverrideConfiguration policy(boolean retries) {
    var policy =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .addMetricPublisher(metrics);
    return retries
        ? policy.retryStrategy(RetryMode.STANDARD).build()
        : policy.retryStrategy(StandardRetryStrategy.builder().maxAttempts(1).build()).build();
  }
}
