package io.hipaaoperator.cluster;

import io.hipaaoperator.aws.Aws;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS as the tests have it: {@code -Dhipaa.test.aws.endpoint}, else the local cluster's emulator.
 * None is a failure.
 */
public final class Emulator {
  private static final String PROPERTY = "hipaa.test.aws.endpoint";
  private static final String REGION = "us-east-1";
  private static final Pattern URL = Pattern.compile("AWS_ENDPOINT_URL=(\\S+)");

  /** The local emulator has no quotas, an account that somebody names has those of AWS. */
  private static final int RATE = System.getProperty(PROPERTY, "").isBlank() ? 100 : 1;

  private static final URI ENDPOINT = URI.create(System.getProperty(PROPERTY, local()));

  static {
    signIn();
  }

  private Emulator() {}

  /** Gives an operator in this JVM credentials. */
  static void signIn() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  /** Where it is. */
  public static Aws.Location location() {
    return new Aws.Location(Optional.of(REGION), Optional.of(ENDPOINT), RATE);
  }

  /** KMS for what people do behind the operator's back, and to see what is there. */
  public static KmsClient kms() {
    return at(KmsClient.builder()).build();
  }

  /** CloudWatch Logs, likewise. */
  public static CloudWatchLogsClient logs() {
    return at(CloudWatchLogsClient.builder()).build();
  }

  /** CloudWatch, likewise. */
  public static CloudWatchClient cloudWatch() {
    return at(CloudWatchClient.builder()).build();
  }

  /** S3, likewise. */
  public static S3Client s3() {
    return at(S3Client.builder()).forcePathStyle(true).build();
  }

  /** EC2, likewise. */
  public static Ec2Client ec2() {
    return at(Ec2Client.builder()).build();
  }

  /** EKS, likewise. */
  public static EksClient eks() {
    return at(EksClient.builder()).build();
  }

  /** IAM, likewise. */
  static IamClient iam() {
    return at(IamClient.builder()).build();
  }

  private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(B builder) {
    return at(ENDPOINT, builder);
  }

  /** A client of an emulator somewhere. */
  static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(
      URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  private static String local() {
    if (!System.getProperty(PROPERTY, "").isBlank()) {
      return "";
    }
    Kubeconfig.found();
    Matcher url = URL.matcher(Kubeconfig.cluster("env").output());
    if (!url.find()) {
      throw new IllegalStateException("no AWS: the local cluster tells none, set -D" + PROPERTY);
    }
    return url.group(1);
  }
}
