package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCheckCommandTest {
  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: clinic, namespace: clinic}
      spec:
        secrets: [{name: db, keys: [{name: password}, {name: %s}]}]
      """;
  private static final String SECRET = SealingFolder.SECRET;

  @TempDir private Path folder;
  private SealingFolder files = new SealingFolder(Path.of(""));

  @BeforeEach
  void files() throws IOException {
    files = SealingFolder.in(folder);
  }

  @Test
  void whatHoldsIsToldInCi() throws IOException {
    String sealed = files.sealed(SECRET, "--recovery-cert", files.path("recovery.pem")).out();
    Run run =
        files.check(
            sealed + "---\n" + WORKLOAD.formatted("token"),
            files.withCertificate("--recovery-cert", files.path("recovery.pem")));
    assertThat(run.out().lines().skip(1)).hasSize(7).allMatch(line -> line.contains("compliant"));
    assertThat(run.code()).isZero();
    assertThat(files.check(sealed).code()).isZero();
  }

  @Test
  void whatIsViolatedIsToldInCi() throws IOException {
    String sealed = files.sealed(SECRET).out();
    Run keys = files.check(sealed + "---\n" + WORKLOAD.formatted("pin"));
    assertThat(keys.code()).isEqualTo(Exit.FINDINGS);
    assertThat(keys.out()).contains("keys are missing: pin");
    Run plain = files.check(SECRET);
    assertThat(plain.code()).isEqualTo(Exit.FINDINGS);
    assertThat(plain.out()).contains("clinic/db").contains("it is a Secret in plain text");
    Run copy = files.check(sealed, "--recovery-cert", files.path("recovery.pem"));
    assertThat(copy.code()).isEqualTo(Exit.FINDINGS);
    Run key = files.check(sealed, "--cert", files.path("recovery.pem"));
    assertThat(key.out()).contains("sealing anew is due");
    Run validity = files.check(sealed, files.withCertificate("--valid-for", "87600h"));
    assertThat(validity.code()).isEqualTo(Exit.FINDINGS);
    assertThat(validity.out()).contains("not for 3650 days more");
  }

  @Test
  void whatIsNotKnownIsNoPass() throws IOException {
    String unknown = files.sealed(SECRET).out().replace("hipaa-operator.io/sealed-with", "x");
    Run run = files.check(unknown, files.withCertificate("-o", "json"));
    assertThat(run.code()).isEqualTo(Exit.UNDETERMINED);
    assertThat(new ObjectMapper().readTree(run.out()).get("result").textValue())
        .isEqualTo("undetermined");
    Run nothing = files.check(WORKLOAD.formatted("pin"), files.withCertificate());
    assertThat(nothing.code()).isEqualTo(Exit.NOTHING);
    assertThat(files.check("").code()).isEqualTo(Exit.NOTHING);
  }

  @Test
  void aManifestOfAnotherFormIsNamed() throws IOException {
    Run run =
        files.check(
            "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {labels: pa55-w0rd}\n");
    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("not of the form");
  }
}
