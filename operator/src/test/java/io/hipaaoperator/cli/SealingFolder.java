package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.seal.SampleKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** A folder with certificates and keys, and the commands run in it; no output may hold a value. */
record SealingFolder(Path folder) {
  static final String VALUE = "pa55-w0rd";
  static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: db, namespace: clinic, labels: {app: clinic}}
      data: {token: cGE1NS13MHJk}
      stringData: {password: pa55-w0rd}
      """;
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final SampleKey RECOVERY = SampleKey.of(2048);

  static SealingFolder in(Path folder) throws IOException {
    var files = new SealingFolder(folder);
    files.certificate("cert.pem", Duration.ofDays(365));
    files.write("recovery.pem", certificate(RECOVERY, Duration.ofDays(365)));
    files.write("cert.key", KEY.privateKey());
    files.write("recovery.key", RECOVERY.privateKey());
    return files;
  }

  void certificate(String name, Duration validity) throws IOException {
    write(name, certificate(KEY, validity));
  }

  private static String certificate(SampleKey key, Duration validity) {
    Instant now = Instant.now();
    return key.certificate(now.minus(Duration.ofDays(2)), now.plus(validity));
  }

  String write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    return Files.writeString(folder.resolve(name), text).toString();
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  Run seal(String input, String... arguments) {
    Run run = Run.of(new SealCommand(stream(input)), arguments);
    assertThat(run.out() + run.err()).doesNotContain(VALUE, "cGE1NS13MHJk");
    return run;
  }

  Run sealed(String input, String... more) {
    Run run = seal(input, withCertificate(more));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return run;
  }

  String[] withCertificate(String... more) {
    return Stream.concat(Stream.of("--cert", path("cert.pem")), Stream.of(more))
        .toArray(String[]::new);
  }

  static Run unseal(String input, String... arguments) {
    return Run.of(new UnsealCommand(stream(input)), arguments);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  Run check(String manifests, String... more) throws IOException {
    write("git/all.yaml", manifests);
    return seal(
        "",
        Stream.concat(Stream.of("--check", "-f", path("git")), Stream.of(more))
            .toArray(String[]::new));
  }
}
