package io.hipaaoperator;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cli.DurationConverter;
import io.hipaaoperator.cli.Exit;
import io.hipaaoperator.kube.PlainWatches;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hipaa operator}: runs until it is told to stop. The only reader of the environment. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run the operator in a cluster. Each option has an environment variable.")
final class OperatorCommand implements Callable<Integer> {
  private static final String REGION = "[a-z]{2,}(-[a-z]+)+-[0-9]+";
  private static final String SECRET = "[a-z0-9-]+/[a-z0-9.-]+";
  private static final String SERVICE = "[a-z0-9-]+/[a-z0-9-]+";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Option(
      names = "--mode",
      defaultValue = "${env:HIPAA_MODE:-enforce}",
      converter = ModeConverter.class,
      description = "enforce: create and repair. observe: only report. [HIPAA_MODE, enforce]")
  private Enforcement mode = Enforcement.Enforce;

  @Option(
      names = "--dry-run",
      defaultValue = "${env:HIPAA_DRY_RUN:-false}",
      description = "Write nothing at all, log what would be written. [HIPAA_DRY_RUN, false]")
  private boolean dryRun;

  @Option(
      names = "--namespaces",
      split = ",",
      defaultValue = "${env:HIPAA_NAMESPACES:-}",
      description = "Only PhiWorkloads of these namespaces. [HIPAA_NAMESPACES, all]")
  private List<String> namespaces = List.of();

  @Option(
      names = "--leader-elect",
      defaultValue = "${env:HIPAA_LEADER_ELECT:-false}",
      description = "Only the holder of a lease reconciles. [HIPAA_LEADER_ELECT, false]")
  private boolean leaderElect;

  @Option(
      names = "--lease-namespace",
      defaultValue = "${env:HIPAA_LEASE_NAMESPACE:-hipaa-operator}",
      description = "Where the lease is. [HIPAA_LEASE_NAMESPACE, hipaa-operator]")
  private String leaseNamespace = "";

  @Option(
      names = "--lease-name",
      defaultValue = "${env:HIPAA_LEASE_NAME:-hipaa-operator}",
      description = "The lease's name. [HIPAA_LEASE_NAME, hipaa-operator]")
  private String leaseName = "";

  @Option(
      names = "--identity",
      defaultValue = "${env:HIPAA_IDENTITY:-${env:HOSTNAME:-hipaa-operator}}",
      description = "Name in the lease. [HIPAA_IDENTITY, the host's name]")
  private String identity = "";

  @Option(
      names = "--http-port",
      defaultValue = "${env:HIPAA_HTTP_PORT:-8080}",
      description = "Port of /healthz, /readyz and /metrics. [HIPAA_HTTP_PORT, 8080]")
  private int httpPort;

  @Option(
      names = "--resync",
      defaultValue = "${env:HIPAA_RESYNC:-10m}",
      converter = DurationConverter.class,
      description = "Longest time between two looks at a resource. [HIPAA_RESYNC, 10m]")
  private Duration resync = Duration.ofMinutes(10);

  @Option(
      names = "--threads",
      defaultValue = "${env:HIPAA_THREADS:-8}",
      description = "Reconciles at a time. [HIPAA_THREADS, 8]")
  private int threads;

  @Option(
      names = "--aws-region",
      defaultValue = "${env:AWS_REGION:-}",
      description = "AWS region of EncryptionKeys and AuditSinks. [AWS_REGION, none]")
  private String awsRegion = "";

  @Option(
      names = "--aws-endpoint",
      defaultValue = "${env:HIPAA_AWS_ENDPOINT:-}",
      description = "Another address than AWS's own, for an emulator. [HIPAA_AWS_ENDPOINT, AWS's]")
  private String awsEndpoint = "";

  @Option(
      names = "--aws-call-rate",
      defaultValue = "${env:HIPAA_AWS_CALL_RATE:-1}",
      description =
          "How many times the built-in calls a second to AWS are made at most, for an account with higher quotas. [HIPAA_AWS_CALL_RATE, 1]")
  private int awsCallRate;

  @Option(
      names = "--api-server-secrets",
      split = ",",
      defaultValue = "${env:HIPAA_API_SERVER_SECRETS:-}",
      description =
          "NAMESPACE/NAME of the Secrets of EncryptionKeys that it has the rights for. [HIPAA_API_SERVER_SECRETS, none]")
  private List<String> apiServerSecrets = List.of();

  @Option(
      names = "--purge-image",
      defaultValue = "${env:HIPAA_PURGE_IMAGE:-}",
      description =
          "This image, by which RetentionPolicies run their purges. [HIPAA_PURGE_IMAGE, none]")
  private String purgeImage = "";

  @Option(
      names = "--sealed-secrets",
      defaultValue = "${env:HIPAA_SEALED_SECRETS:-}",
      description =
          "NAMESPACE/NAME of the sealed-secrets controller's Service, by which it seals Secrets of PhiWorkloads. [HIPAA_SEALED_SECRETS, none]")
  private String sealedSecrets = "";

  @Option(
      names = "--objects",
      defaultValue = "${env:HIPAA_OBJECTS:-false}",
      description =
          "Alpha: let RetentionPolicies end objects of buckets, and LegalHolds hold them. [HIPAA_OBJECTS, false]")
  private boolean objects;

  @Option(
      names = "--log-level",
      defaultValue = "${env:HIPAA_LOG_LEVEL:-info}",
      description = "error, warn, info or debug. [HIPAA_LOG_LEVEL, info]")
  private Verbosity logLevel = Verbosity.info;

  @Option(
      names = "--log-format",
      defaultValue = "${env:HIPAA_LOG_FORMAT:-json}",
      description = "json or text. [HIPAA_LOG_FORMAT, json]")
  private LogFormat logFormat = LogFormat.json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    OperatorConfig config = config();
    logFormat.use(Level.toLevel(logLevel.name().toUpperCase(Locale.ROOT)));
    HipaaOperator operator = operator(config);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  operator.close();
                  stopped.countDown();
                },
                "shutdown"));
    operator.start();
    stopped.await();
    return Exit.OK;
  }

  private HipaaOperator operator(OperatorConfig config) {
    try {
      return new HipaaOperator(config, client());
    } catch (UncheckedIOException e) {
      throw invalid("--http-port", "port " + httpPort + " is taken", e);
    }
  }

  private static KubernetesClient client() {
    return PlainWatches.clients().build();
  }

  /**
   * What was asked for.
   *
   * @throws ParameterException naming the option that is out of range
   */
  OperatorConfig config() {
    check("--threads", threads, 1, 1_000);
    check("--http-port", httpPort, 0, 65_535);
    check("--aws-call-rate", awsCallRate, 1, 100);
    return new OperatorConfig(
        mode,
        dryRun,
        given(namespaces),
        leaderElect,
        leaseNamespace,
        leaseName,
        identity,
        httpPort,
        resync,
        threads,
        new Aws.Location(region(), endpoint(), awsCallRate),
        secrets(),
        Optional.of(purgeImage).filter(image -> !image.isBlank()),
        sealedSecrets(),
        objects);
  }

  private Optional<String> sealedSecrets() {
    if (sealedSecrets.isBlank()) {
      return Optional.empty();
    }
    if (!sealedSecrets.matches(SERVICE)) {
      throw invalid("--sealed-secrets", sealedSecrets + " is no NAMESPACE/NAME", null);
    }
    return Optional.of(sealedSecrets);
  }

  private static List<String> given(List<String> names) {
    return names.stream().filter(name -> !name.isBlank()).toList();
  }

  private List<String> secrets() {
    List<String> secrets = given(apiServerSecrets);
    for (String secret : secrets) {
      if (!secret.matches(SECRET)) {
        throw invalid("--api-server-secrets", secret + " is no NAMESPACE/NAME", null);
      }
    }
    return secrets;
  }

  private Optional<String> region() {
    if (awsRegion.isBlank()) {
      return Optional.empty();
    }
    if (!awsRegion.matches(REGION)) {
      throw invalid("--aws-region", awsRegion + " is no region such as us-east-1", null);
    }
    return Optional.of(awsRegion);
  }

  private Optional<URI> endpoint() {
    if (awsEndpoint.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(awsEndpoint);
      if (url.getHost() != null && SCHEMES.contains(String.valueOf(url.getScheme()))) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      throw invalid("--aws-endpoint", awsEndpoint + " is no URL: " + e.getReason(), e);
    }
    throw invalid(
        "--aws-endpoint", awsEndpoint + " is no URL such as https://localhost:5000", null);
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(option, value + " is not from " + least + " to " + most, null);
    }
  }

  private ParameterException invalid(String option, String words, @Nullable Exception cause) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Invalid value for option '%s': %s".formatted(option, words),
        cause);
  }
}
