package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealCommandTest {
  private static final String SECRET = SealingFolder.SECRET;

  @TempDir private Path folder;
  private SealingFolder files = new SealingFolder(Path.of(""));

  @BeforeEach
  void files() throws IOException {
    files = SealingFolder.in(folder);
  }

  @Test
  void aSecretIsSealedAndOpens() {
    Run run = files.sealed(SECRET);
    assertThat(run.out())
        .contains("kind: \"SealedSecret\"", "app: \"clinic\"", "password: \"AQ", "token: \"AQ");
    Run opened =
        SealingFolder.unseal(run.out(), "--recovery-key", files.path("cert.key"), "--stdout");
    assertThat(opened.code()).as(opened.err()).isZero();
    assertThat(opened.out())
        .contains("password: \"cGE1NS13MHJk\"", "token: \"cGE1NS13MHJk\"", "app: \"clinic\"");
  }

  @Test
  void whatIsOpenedCanBeSealedAgain() {
    String opened =
        SealingFolder.unseal(
                files.sealed(SECRET).out(), "--recovery-key", files.path("cert.key"), "--stdout")
            .out();
    assertThat(files.sealed(opened).out()).contains("password: \"AQ");
  }

  @Test
  void aListAndSeveralDocumentsAreSealed() {
    String list = "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [%s]}";
    String json =
        "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"%s\"},"
            + " \"data\": {\"token\": \"cGE1NS13MHJk\"}}";
    Run two =
        files.sealed(
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
    assertThat(files.sealed("---\n" + SECRET + "---\n" + SECRET).out().split("SealedSecret\""))
        .hasSize(3);
  }

  @Test
  void filesAreSealed() throws IOException {
    files.write("password", SealingFolder.VALUE);
    Run run =
        files.sealed(
            "",
            "--from-file",
            files.path("password"),
            "--from-file",
            "other=" + files.path("password"),
            "--name",
            "db",
            "-n",
            "clinic",
            "--type",
            "example.com/db",
            "-w",
            files.path("sealed.yaml"));
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
    Run run = files.seal(SECRET.replace(part, with), files.withCertificate());
    assertThat(run.code()).as(run.err()).isEqualTo(Exit.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(message == null ? "no valid YAML" : message)
        .doesNotContain("1234567890123");
  }

  @Test
  void anEmptyInputIsNoSecret() throws IOException {
    String kept = files.write("sealed.yaml", "kept");
    assertThat(files.seal("", files.withCertificate("-w", kept)).code()).isEqualTo(Exit.NOTHING);
    assertThat(Path.of(kept)).hasContent("kept");
    Run run =
        files.seal(SECRET.replaceAll("(?s)\ndata: .*", "\ndata: {}\n"), files.withCertificate());
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("clinic/db: data: no value to seal");
  }

  @Test
  void aCertificateThatIsOverIsRefused() throws IOException {
    files.certificate("old.pem", Duration.ofDays(-1));
    Run run = files.seal(SECRET, "--cert", files.path("old.pem"));
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("old.pem: the certificate expired at");
    assertThat(files.seal(SECRET, "--cert", files.path("cert.key")).err())
        .contains("no certificate in PEM");
    assertThat(
            files
                .seal(SECRET, files.withCertificate("--recovery-cert", files.path("old.pem")))
                .code())
        .isEqualTo(Exit.USAGE);
    assertThat(files.seal(SECRET).err()).contains("--cert: missing");
  }

  @Test
  void theRecoveryKeyOpensTheCopyIntoAFileOfItsOwnerAlone() throws IOException {
    String sealed = files.sealed(SECRET, "--recovery-cert", files.path("recovery.pem")).out();
    assertThat(sealed).contains("name: \"db-recovery\"", "hipaa-operator.io/recovery-key");
    String[] options = {
      "--recovery-key", files.path("recovery.key"), "-w", files.path("opened.yaml")
    };
    Run run = SealingFolder.unseal(sealed, options);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out() + run.err()).isEmpty();
    Path opened = folder.resolve("opened.yaml");
    assertThat(Files.readString(opened)).contains("password: \"cGE1NS13MHJk\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)))
        .isEqualTo("rw-------");
    assertThat(SealingFolder.unseal(sealed, options).err()).contains("is there already");
  }

  @Test
  void unsealWritesNothingUnlessItIsTold() {
    String sealed = files.sealed(SECRET).out();
    Run untold = SealingFolder.unseal(sealed, "--recovery-key", files.path("cert.key"));
    assertThat(untold.code()).isEqualTo(Exit.USAGE);
    assertThat(untold.out()).isEmpty();
    Run other =
        SealingFolder.unseal(sealed, "--recovery-key", files.path("recovery.key"), "--stdout");
    assertThat(other.code()).isEqualTo(Exit.USAGE);
    assertThat(other.err()).contains("clinic/db: no key opens it");
    assertThat(other.out()).isEmpty();
    Run damaged =
        SealingFolder.unseal(
            sealed.replace("token: \"AQ", "token: \"!!"),
            "--recovery-key",
            files.path("cert.key"),
            "--stdout");
    assertThat(damaged.code()).isEqualTo(Exit.USAGE);
    assertThat(damaged.err()).contains("no ciphertext in: token");
    assertThat(damaged.out()).isEmpty();
    assertThat(
            SealingFolder.unseal("", "--recovery-key", files.path("cert.key"), "--stdout").code())
        .isEqualTo(Exit.NOTHING);
  }

  /** An old password would pass for the one of today. */
  @Test
  void aCopyOfOtherCiphertextsIsNotOpened() {
    String[] recovery = {"--recovery-cert", files.path("recovery.pem")};
    String[] old = files.sealed(SECRET, recovery).out().split("(?m)^---\n");
    String[] now = files.sealed(SECRET, recovery).out().split("(?m)^---\n");
    String[] open = {"--recovery-key", files.path("recovery.key"), "--stdout"};
    String oldCopy = copy(old);

    Run stale = SealingFolder.unseal(sealedOf(now) + "---\n" + oldCopy, open);
    assertThat(stale.code()).isEqualTo(Exit.USAGE);
    assertThat(stale.out()).isEmpty();
    assertThat(stale.err()).contains("clinic/db: no key opens it", "copy is of other ciphertexts");
    Run both = SealingFolder.unseal(oldCopy + "---\n" + copy(now), open);
    assertThat(both.code()).isEqualTo(Exit.USAGE);
    assertThat(both.err()).contains("several recovery copies");
    Run chosen =
        SealingFolder.unseal(String.join("---\n", sealedOf(now), oldCopy, copy(now)), open);
    assertThat(chosen.code()).as(chosen.err()).isZero();
  }

  private static String copy(String[] documents) {
    return Stream.of(documents).filter(it -> it.contains("recovery-of")).findFirst().orElseThrow();
  }

  private static String sealedOf(String[] documents) {
    return Stream.of(documents)
        .filter(it -> it.contains("SealedSecret") && !it.contains("recovery-of"))
        .findFirst()
        .orElseThrow();
  }
}
