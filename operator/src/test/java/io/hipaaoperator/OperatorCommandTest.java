package io.hipaaoperator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Aws;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How flags and environment become a configuration. */
class OperatorCommandTest {

  @Test
  void withoutFlagsItEnforcesEverywhere() {
    OperatorConfig config = config();

    assertThat(config.most()).isEqualTo(Enforcement.Enforce);
    assertThat(config.enforcement()).isEqualTo(Enforcement.Enforce);
    assertThat(config.dryRun()).isFalse();
    assertThat(config.namespaces()).isEmpty();
    assertThat(config.leaderElection()).isFalse();
    assertThat(config.leaseNamespace()).isEqualTo("hipaa-operator");
    assertThat(config.identity()).isNotBlank();
    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.resync()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.threads()).isEqualTo(8);
    assertThat(config.purgeImage()).isEmpty();
    assertThat(config.sealedSecrets()).isEmpty();
    assertThat(config.objects()).isFalse();
  }

  @Test
  void flagsAreTaken() {
    OperatorConfig config =
        config(
            "--mode=Observe",
            "--namespaces=clinic,lab",
            "--leader-elect",
            "--lease-namespace=ops",
            "--lease-name=hipaa",
            "--identity=pod-1",
            "--http-port=0",
            "--resync=1h30m",
            "--threads=2",
            "--aws-region=us-east-1",
            "--aws-endpoint=http://localhost:5000",
            "--aws-call-rate=3",
            "--api-server-secrets=control-plane/records-apiserver-encryption",
            "--objects",
            "--purge-image=registry/hipaa:1",
            "--sealed-secrets=kube-system/sealed-secrets-controller");

    assertThat(config)
        .isEqualTo(
            new OperatorConfig(
                Enforcement.Observe,
                false,
                List.of("clinic", "lab"),
                true,
                "ops",
                "hipaa",
                "pod-1",
                0,
                Duration.ofMinutes(90),
                2,
                new Aws.Location(
                    Optional.of("us-east-1"), Optional.of(URI.create("http://localhost:5000")), 3),
                List.of("control-plane/records-apiserver-encryption"),
                Optional.of("registry/hipaa:1"),
                Optional.of("kube-system/sealed-secrets-controller"),
                true));
  }

  /** A dry run writes nothing, whatever the mode. */
  @Test
  void aDryRunOnlyObserves() {
    assertThat(config("--dry-run", "--mode=enforce").enforcement()).isEqualTo(Enforcement.Observe);
  }

  @ParameterizedTest
  @CsvSource({
    "--mode, enforced, enforce or observe",
    "--dry-run, maybe, boolean",
    "--leader-elect, maybe, boolean",
    "--http-port, http, int",
    "--http-port, 70000, 65535",
    "--http-port, -1, 0",
    "--resync, 10, 90s or 10m",
    "--resync, 0s, 90s or 10m",
    "--resync, -5m, 90s or 10m",
    "--threads, 0, 1",
    "--threads, many, int",
    "--aws-region, Virginia, us-east-1",
    "--aws-endpoint, localhost:5000, https://",
    "--aws-endpoint, ftp://localhost, https://",
    "--aws-endpoint, http://local host, no URL",
    "--aws-call-rate, 0, 1",
    "--aws-call-rate, fast, int",
    "--api-server-secrets, records, NAMESPACE/NAME",
    "--sealed-secrets, controller, NAMESPACE/NAME",
    "--log-level, loud, debug",
    "--log-format, xml, json",
    "--unknown, x, --unknown",
  })
  void aWrongValueNamesItsFlag(String flag, String value, String words) {
    var err = new StringWriter();

    int code =
        Main.commandLine().setErr(new PrintWriter(err)).execute("operator", flag + "=" + value);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains(flag, words));
  }

  @Test
  void aPortThatIsTakenNamesItsFlag() throws IOException {
    var err = new StringWriter();
    try (var taken = new ServerSocket(0)) {
      int code =
          Main.commandLine()
              .setErr(new PrintWriter(err))
              .execute("operator", "--http-port=" + taken.getLocalPort());

      assertThat(code).isEqualTo(2);
      assertThat(err.toString().lines().findFirst())
          .hasValue(
              "Invalid value for option '--http-port': port %d is taken"
                  .formatted(taken.getLocalPort()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HIPAA_MODE, --mode",
    "HIPAA_DRY_RUN, --dry-run",
    "HIPAA_LEADER_ELECT, --leader-elect",
    "HIPAA_HTTP_PORT, --http-port",
    "HIPAA_RESYNC, --resync",
    "HIPAA_THREADS, --threads",
    "AWS_REGION, --aws-region",
    "HIPAA_AWS_ENDPOINT, --aws-endpoint",
    "HIPAA_AWS_CALL_RATE, --aws-call-rate",
    "HIPAA_API_SERVER_SECRETS, --api-server-secrets",
    "HIPAA_SEALED_SECRETS, --sealed-secrets",
    "HIPAA_LOG_LEVEL, --log-level",
    "HIPAA_LOG_FORMAT, --log-format",
  })
  void theEnvironmentIsReadAsTheFlagIs(String variable, String flag) throws Exception {
    Process process = operator(Map.of(variable, "wrong"));
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(err.lines().findFirst().orElse("")).contains(flag, "wrong");
  }

  private static Process operator(Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "operator");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static OperatorConfig config(String... flags) {
    var command = new OperatorCommand();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(flags);
    return command.config();
  }
}
