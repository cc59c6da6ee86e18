package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.seal.RecoveryCopy;
import io.hipaaoperator.seal.SealedSecretDocument;
import io.hipaaoperator.seal.Sealer;
import io.hipaaoperator.seal.SealingCertificate;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa seal}: Secrets become SealedSecrets, without a cluster. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Seal Secrets to the certificate of a sealed-secrets controller, for Git. Nothing is asked of"
          + " a cluster. The scope is strict: what is sealed opens under its own name and namespace"
          + " alone.",
      "With --check, look at SealedSecrets that are there already, for CI."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:it is sealed; for --check: every check holds",
      "1:for --check: a check is violated",
      "2:the input is wrong; nothing was written",
      "4:for --check: nothing is violated, but something could not be determined",
      "5:no Secret to seal; for --check: no SealedSecret to look at"
    })
public final class SealCommand implements Callable<Integer> {
  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description =
          "Certificate of the controller in PEM, as kubeseal --fetch-cert prints it. For --check it"
              + " may be left out.")
  private @Nullable Path certificate;

  @Option(
      names = "--recovery-cert",
      paramLabel = "FILE",
      description =
          "Add a copy sealed to this certificate, whose key is kept offline; hipaa unseal opens it."
              + " For --check: each SealedSecret must have one.")
  private @Nullable Path recovery;

  @Mixin private final SealInput input;

  @ArgGroup(exclusive = false)
  private SealInput.@Nullable FromFiles fromFiles;

  @Option(
      names = {"-w", "--write"},
      paramLabel = "FILE",
      description = "Write to this file and not to standard output; it is replaced.")
  private @Nullable Path file;

  @Mixin private YamlOrJson output = new YamlOrJson();

  @Option(
      names = "--check",
      description =
          "Seal nothing: check the SealedSecrets, Secrets and PhiWorkloads that are there.")
  private boolean isCheck;

  @Option(
      names = "--valid-for",
      defaultValue = "720h",
      converter = DurationConverter.class,
      description = "For --check: how much longer the certificates must be valid. [720h]")
  private Duration validFor = Duration.ofDays(30);

  @Spec private @Nullable CommandSpec spec;

  /** A command that reads from the process's standard input. */
  public SealCommand() {
    this(System.in);
  }

  SealCommand(InputStream standardInput) {
    input = new SealInput(standardInput);
  }

  @Override
  public Integer call() {
    return isCheck ? check() : seal();
  }

  private int seal() {
    SealingCertificate sealing = PemFile.valid(DatabaseOptions.given("--cert", certificate));
    var escrow = Optional.ofNullable(recovery).map(PemFile::valid);
    List<HasMetadata> sealed = new ArrayList<>();
    for (SecretManifest secret : secrets()) {
      try (secret) {
        SealInput.telling(secret.toString(), () -> sealed.addAll(seal(secret, sealing, escrow)));
      }
    }
    if (sealed.isEmpty()) {
      return Exit.NOTHING;
    }
    print(output.text(sealed));
    return Exit.OK;
  }

  private List<SecretManifest> secrets() {
    if (fromFiles == null) {
      return input.secrets();
    }
    if (input.hasFiles()) {
      throw new BadInput("--from-file and --filename: only one can be given");
    }
    return List.of(fromFiles.secret(input.namespace()));
  }

  private static List<HasMetadata> seal(
      SecretManifest secret, SealingCertificate sealing, Optional<SealingCertificate> escrow) {
    var sealer = new Sealer(sealing, secret.namespace(), secret.name());
    var document = SealedSecretDocument.seal(sealer, secret.template(), secret.values());
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(document.object());
    escrow.ifPresent(key -> objects.add(RecoveryCopy.of(document, key, secret.values())));
    return objects;
  }

  private void print(String text) {
    if (file != null) {
      OutputFile.replace("--write", file, text);
    } else {
      out(text);
    }
  }

  private int check() {
    var checks =
        new SealChecks(
            Optional.ofNullable(certificate).map(PemFile::certificate),
            Optional.ofNullable(recovery).map(PemFile::certificate),
            Instant.now(),
            validFor);
    List<SealReport.Row> rows = checks.of(SealManifests.of(input.objects(), input.namespace()));
    var report = new SealReport(Ansi.AUTO, rows);
    out(output.isJson() ? report.json() : report.table());
    return report.exitCode();
  }

  private void out(String text) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(text);
    out.flush();
  }
}
