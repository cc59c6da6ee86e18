package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hipaaoperator.seal.SampleKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealCommandTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SampleKey RECOVERY = SampleKey.of(2048);
  private static final String VALUE = "pa55-w0rd";
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: db, namespace: clinic, labels: {app: clinic}}
      data: {token: cGE1NS13MHJk}
      stringData: {password: pa55-w0rd}
      """;
  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: clinic, namespace: clinic}
      spec:
        secrets: [{name: db, keys: [{name: password}, {name: %s}]}]
      """;

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    certificate("cert.pem", KEY, Duration.ofDays(365));
    certificate("recovery.pem", RECOVERY, Duration.ofDays(365));
    write("cert.key", KEY.privateKey());
    write("recovery.key", RECOVERY.privateKey());
  }

  private void certificate(String name, SampleKey key, Duration validity) throws IOException {
    Instant now = Instant.now();
    write(name, key.certificate(now.minus(Duration.ofDays(2)), now.plus(validity)));
  }

  private String write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Run seal(String input, String... arguments) {
    var stream = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Run run = Run.of(new SealCommand(stream), arguments);
    assertThat(run.out() + run.err()).doesNotContain(VALUE, "cGE1NS13MHJk");
    return run;
  }

  private Run sealed(String input, String... more) {
    Run run = seal(input, arguments(more));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return run;
  }

  private String[] arguments(String... more) {
    return Stream.concat(Stream.of("--cert", path("cert.pem")), Stream.of(more))
        .toArray(String[]::new);
  }

  private static Run unseal(String input, String... arguments) {
    var stream = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return Run.of(new UnsealCommand(stream), arguments);
  }

  @Test
  void aSecretIsSealedAndOpens() {
    Run run = sealed(SECRET);
    assertThat(run.out())
        .contains("kind: \"SealedSecret\"", "app: \"clinic\"", "password: \"AQ", "token: \"AQ");
    Run opened = unseal(run.out(), "--recovery-key", path("cert.key"), "--stdout");
    assertThat(opened.code()).as(opened.err()).isZero();
    assertThat(opened.out())
        .contains("password: \"cGE1NS13MHJk\"", "token: \"cGE1NS13MHJk\"", "app: \"clinic\"");
  }

  @Test
  void whatIsOpenedCanBeSealedAgain() {
    String opened =
        unseal(sealed(SECRET).out(), "--recovery-key", path("cert.key"), "--stdout").out();
    assertThat(sealed(opened).out()).contains("password: \"AQ");
  }

  @Test
  void aListAndSeveralDocumentsAreSealed() {
    String list = "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [%s]}";
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"%s\"},"
            + " \"data\": {\"token\": \"cGE1NS13MHJk\"}}";
    Run two =
        sealed(
            list.formatted(json.formatted("a") + "," + json.formatted("b")),
            "-n",
            "clinic",
            "-o",
            "json");
    assertThat(
            DocumentReader.read(
                Path.of("x"), new ByteArrayInputStream(two.out().getBytes(StandardCharsets.UTF_8))))
        .extracting(Document::name)
        .containsExactly("a", "b");
    assertThat(sealed("---\n" + SECRET + "---\n" + SECRET).out().split("SealedSecret\""))
        .hasSize(3);
  }

  @Test
  void filesAreSealed() throws IOException {
    write("password", VALUE);
    Run run =
        sealed(
            "",
            "--from-file",
            path("password"),
            "--from-file",
            "other=" + path("password"),
            "--name",
            "db",
            "-n",
            "clinic",
            "--type",
            "example.com/db",
            "-w",
            path("sealed.yaml"));
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(folder.resolve("sealed.yaml")))
        .contains("other: \"AQ", "password: \"AQ", "type: \"example.com/db\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace: clinic|metadata.namespace: missing",
        "kind: Secret|no Secret of v1",
        "name: db|clinic/: name: not one",
        "cGE1NS13MHJk|data.token: not base64",
        "labels: {app: clinic}|ask for more than strict scope",
        "pa55-w0rd|stringData.password: no text; put it in quotes",
        "password|clinic/db: key: not one that a Secret can have",
        "stringData|"
      })
  void whatIsWrongIsNamedAndNeverQuoted(String part, String message) {
    String with =
        switch (part) {
          case "namespace: clinic" -> "x: y";
          case "kind: Secret" -> "kind: ConfigMap";
          case "name: db" -> "x: y";
          case "cGE1NS13MHJk" -> "pa55-w0rd!";
          case "labels: {app: clinic}" ->
              "annotations: {sealedsecrets.bitnami.com/cluster-wide: \"true\"}";
          case "pa55-w0rd" -> "1234567890123";
          case "password" -> "\"pass word\"";
          default -> "stringData: [";
        };
    Run run = seal(SECRET.replace(part, with), arguments());
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(message == null ? "no valid YAML" : message)
        .doesNotContain("1234567890123");
  }

  @Test
  void anEmptyInputIsNoSecret() throws IOException {
    String kept = write("sealed.yaml", "kept");
    assertThat(seal("", arguments("-w", kept)).code()).isEqualTo(Exit.NOTHING);
    assertThat(Path.of(kept)).hasContent("kept");
    Run run = seal(SECRET.replaceAll("(?s)\ndata: .*", "\ndata: {}\n"), arguments());
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("clinic/db: data: no value to seal");
  }

  @Test
  void aCertificateThatIsOverIsRefused() throws IOException {
    certificate("old.pem", KEY, Duration.ofDays(-1));
    Run run = seal(SECRET, "--cert", path("old.pem"));
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("old.pem: the certificate expired at");
    assertThat(seal(SECRET, "--cert", path("cert.key")).err()).contains("no certificate in PEM");
    assertThat(seal(SECRET, arguments("--recovery-cert", path("old.pem"))).code())
        .isEqualTo(Exit.USAGE);
    assertThat(seal(SECRET).err()).contains("--cert: missing");
  }

  @Test
  void theRecoveryKeyOpensTheCopyIntoAFileOfItsOwnerAlone() throws IOException {
    String sealed = sealed(SECRET, "--recovery-cert", path("recovery.pem")).out();
    assertThat(sealed).contains("name: \"db-recovery\"", "hipaa-operator.io/recovery-key");
    String[] options = {"--recovery-key", path("recovery.key"), "-w", path("opened.yaml")};
    Run run = unseal(sealed, options);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).isEmpty();
    Path opened = folder.resolve("opened.yaml");
    assertThat(Files.readString(opened)).contains("password: \"cGE1NS13MHJk\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)))
        .isEqualTo("rw-------");
    assertThat(unseal(sealed, options).err()).contains("is there already");
  }

  @Test
  void unsealWritesNothingUnlessItIsTold() {
    String sealed = sealed(SECRET).out();
    Run untold = unseal(sealed, "--recovery-key", path("cert.key"));
    assertThat(untold.code()).isEqualTo(Exit.USAGE);
    assertThat(untold.out()).isEmpty();
    Run other = unseal(sealed, "--recovery-key", path("recovery.key"), "--stdout");
    assertThat(other.code()).isEqualTo(Exit.USAGE);
    assertThat(other.err()).contains("clinic/db: no key opens it");
    assertThat(other.out()).isEmpty();
    Run damaged =
        unseal(
            sealed.replace("token: \"AQ", "token: \"!!"),
            "--recovery-key",
            path("cert.key"),
            "--stdout");
    assertThat(damaged.code()).isEqualTo(Exit.USAGE);
    assertThat(damaged.err()).contains("no ciphertext in: token");
    assertThat(damaged.out()).isEmpty();
    assertThat(unseal("", "--recovery-key", path("cert.key"), "--stdout").code())
        .isEqualTo(Exit.NOTHING);
  }

  private Run check(String manifests, String... more) throws IOException {
    write("git/all.yaml", manifests);
    return seal(
        "",
        Stream.concat(Stream.of("--check", "-f", path("git")), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void whatHoldsIsToldInCi() throws IOException {
    String sealed = sealed(SECRET, "--recovery-cert", path("recovery.pem")).out();
    Run run =
        check(
            sealed + "---\n" + WORKLOAD.formatted("token"),
            arguments("--recovery-cert", path("recovery.pem")));
    assertThat(run.out().lines().skip(1)).hasSize(7).allMatch(line -> line.contains("compliant"));
    assertThat(run.code()).isZero();
    assertThat(check(sealed).code()).isZero();
  }

  @Test
  void whatIsViolatedIsToldInCi() throws IOException {
    String sealed = sealed(SECRET).out();
    Run keys = check(sealed + "---\n" + WORKLOAD.formatted("pin"));
    assertThat(keys.code()).isEqualTo(Exit.FINDINGS);
    assertThat(keys.out()).contains("keys are missing: pin");
    Run plain = check(SECRET);
    assertThat(plain.code()).isEqualTo(Exit.FINDINGS);
    assertThat(plain.out()).contains("clinic/db").contains("it is a Secret in plain text");
    Run copy = check(sealed, "--recovery-cert", path("recovery.pem"));
    assertThat(copy.code()).isEqualTo(Exit.FINDINGS);
    Run key = check(sealed, "--cert", path("recovery.pem"));
    assertThat(key.out()).contains("sealing anew is due");
    Run validity = check(sealed, arguments("--valid-for", "87600h"));
    assertThat(validity.code()).isEqualTo(Exit.FINDINGS);
    assertThat(validity.out()).contains("not for 3650 days more");
  }

  @Test
  void whatIsNotKnownIsNoPass() throws IOException {
    String unknown = sealed(SECRET).out().replace("hipaa-operator.io/sealed-with", "x");
    Run run = check(unknown, arguments("-o", "json"));
    assertThat(run.code()).isEqualTo(Exit.UNDETERMINED);
    assertThat(new ObjectMapper().readTree(run.out()).get("result").textValue())
        .isEqualTo("undetermined");
    Run nothing = check(WORKLOAD.formatted("pin"), arguments());
    assertThat(nothing.code()).isEqualTo(Exit.NOTHING);
    assertThat(check("").code()).isEqualTo(Exit.NOTHING);
  }

  @Test
  void aManifestOfAnotherFormIsNamed() throws IOException {
    Run run =
        check(
            "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {labels: pa55-w0rd}\n");
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("not of the form");
  }
}
