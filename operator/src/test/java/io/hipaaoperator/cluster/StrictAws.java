package io.hipaaoperator.cluster;

import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An AWS emulator of a test's own, which denies what a policy of the caller does not allow. It
 * looks at actions and resources; the conditions of a policy do not count.
 */
public final class StrictAws implements AutoCloseable {
  private static final String REGION = "us-east-1";

  /** It has no quotas. */
  private static final int RATE = 100;

  private static final Duration START = Duration.ofSeconds(30);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI endpoint;
  private final Process process;
  private final Path log;

  private StrictAws(URI endpoint, Process process, Path log) {
    this.endpoint = endpoint;
    this.process = process;
    this.log = log;
  }

  /** Starts one, in which nobody has any rights yet. */
  public static StrictAws start() {
    int port = OperatorProcess.freePort();
    String overlay =
        Repository.file("sample-workloads/local-cluster/emulator/overlay.py").toString();
    List<String> command =
        List.of(python(), overlay, "--host", "127.0.0.1", "--port", String.valueOf(port));
    try {
      Path log = Files.createTempFile("strict-aws", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      var aws = new StrictAws(URI.create("http://127.0.0.1:" + port), process, log);
      Eventually.until(START, aws::answers, Boolean.TRUE::equals);
      return aws;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts an operator that may do in AWS what the policies in these files allow, and no more. */
  public OperatorProcess operator(TestCluster cluster, List<Path> policies, String... options) {
    AccessKey key = user(policies);
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", key.accessKeyId(), "AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    String[] all =
        Stream.concat(
                Stream.of(
                    "--aws-region=" + REGION,
                    "--aws-endpoint=" + endpoint,
                    "--aws-call-rate=" + RATE),
                Stream.of(options))
            .toArray(String[]::new);
    return OperatorProcess.start(cluster, environment, all);
  }

  /** Where it is, for an operator in this JVM. */
  public Aws.Location location() {
    Emulator.signIn();
    return new Aws.Location(Optional.of(REGION), Optional.of(endpoint), RATE);
  }

  /** Its KMS, to see what is there. */
  public KmsClient kms() {
    return Emulator.at(endpoint, KmsClient.builder()).build();
  }

  /** The state of a key, where rights count. */
  public String state(String id) {
    return unrestricted(
        () -> {
          try (KmsClient kms = kms()) {
            return kms.describeKey(r -> r.keyId(id)).keyMetadata().keyStateAsString();
          }
        });
  }

  /** Its CloudWatch Logs, likewise. */
  public CloudWatchLogsClient logs() {
    return Emulator.at(endpoint, CloudWatchLogsClient.builder()).build();
  }

  /** Its S3, likewise. */
  public S3Client s3() {
    return Emulator.at(endpoint, S3Client.builder()).forcePathStyle(true).build();
  }

  /** Its EC2, likewise. */
  public Ec2Client ec2() {
    return Emulator.at(endpoint, Ec2Client.builder()).build();
  }

  /**
   * Does something as one who may do everything; rights count again afterwards.
   *
   * @param deed with its roles, which stay
   */
  public <T> T asAdmin(Function<IamRoles, T> deed) {
    return unrestricted(() -> deed.apply(new IamRoles(iam())));
  }

  /** What was denied so far: actions, and what they would have been done to. */
  public List<String> denied() {
    return Repository.text(log).lines().filter(line -> line.startsWith("denied: ")).toList();
  }

  /** Rights count as soon as there is a user, so users are made while they do not. */
  private AccessKey user(List<Path> policies) {
    return unrestricted(
        () -> {
          try (var iam = iam()) {
            String name = "user-" + iam.listUsers().users().size();
            iam.createUser(r -> r.userName(name));
            for (Path policy : policies) {
              String document = Repository.text(policy);
              iam.putUserPolicy(
                  r ->
                      r.userName(name)
                          .policyName(policy.getFileName().toString())
                          .policyDocument(document));
            }
            return iam.createAccessKey(r -> r.userName(name)).accessKey();
          }
        });
  }

  private <T> T unrestricted(Supplier<T> work) {
    countRightsAfter("inf");
    try {
      return work.get();
    } finally {
      countRightsAfter("0");
    }
  }

  private IamClient iam() {
    return IamClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private void countRightsAfter(String calls) {
    send(HttpRequest.newBuilder(at("/moto-api/reset-auth")).POST(BodyPublishers.ofString(calls)));
  }

  private boolean answers() {
    try {
      return send(HttpRequest.newBuilder(at("/moto-api/config"))) == HttpURLConnection.HTTP_CREATED;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private URI at(String path) {
    return endpoint.resolve(path);
  }

  private static int send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String python() {
    return Kubeconfig.cluster("tool", "emulator-python").output().strip();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
