package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.hipaaoperator.seal.FoundSealedSecret;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealError.Reason;
import io.hipaaoperator.seal.SecretValue;
import io.hipaaoperator.seal.Unsealer;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa unseal}: SealedSecrets and recovery copies become Secrets again. */
@Command(
    name = "unseal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Open SealedSecrets, or their recovery copies, with a private key, for the day on which the"
          + " controller's keys are lost. Nothing is asked of a cluster.",
      "Of a SealedSecret and its copy the one that opens is taken; a copy of other ciphertexts is"
          + " not. All is opened, or nothing is written."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything is opened",
      "2:the input is wrong or ambiguous, or no key opens it; nothing was written",
      "5:nothing to open"
    })
public final class UnsealCommand implements Callable<Integer> {
  @Option(
      names = "--recovery-key",
      required = true,
      paramLabel = "FILE",
      description = "Private RSA key in PEM, without a passphrase; may be given again.")
  private List<Path> keys = List.of();

  @Mixin private final SealInput input;

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  @Mixin private YamlOrJson output = new YamlOrJson();

  @Spec private @Nullable CommandSpec spec;

  /** Where the Secrets go, in plain text. */
  static final class Target {
    @Option(
        names = {"-w", "--write"},
        paramLabel = "FILE",
        description =
            "A new file, which its owner alone can read. One that is there is left alone.")
    private @Nullable Path file;

    @Option(names = "--stdout", description = "Standard output, in plain text.")
    private boolean isStandardOutput;
  }

  /** A command that reads from the process's standard input. */
  public UnsealCommand() {
    this(System.in);
  }

  UnsealCommand(InputStream standardInput) {
    input = new SealInput(standardInput);
  }

  @Override
  public Integer call() {
    var unsealer = Unsealer.withAll(keys.stream().map(PemFile::recoveryKey).toList());
    List<HasMetadata> secrets =
        candidates().stream().<HasMetadata>map(each -> open(unsealer, each)).toList();
    if (secrets.isEmpty()) {
      return Exit.NOTHING;
    }
    print(output.text(secrets));
    return Exit.OK;
  }

  private List<UnsealCandidates> candidates() {
    return UnsealCandidates.of(SealManifests.of(input.objects(), input.namespace()));
  }

  private Secret open(Unsealer unsealer, UnsealCandidates candidates) {
    for (FoundSealedSecret each : candidates.all()) {
      try {
        return secret(each, unsealer.unseal(each));
      } catch (SealError e) {
        if (e.reason() != Reason.NOT_OPENED) {
          throw new BadInput(candidates.name() + ": " + e.getMessage());
        }
      }
    }
    throw new BadInput(candidates.name() + ": no key opens it" + candidates.hint());
  }

  private Secret secret(FoundSealedSecret found, Map<String, SecretValue> opened) {
    refuseIncomplete(found);
    Map<String, String> data = new TreeMap<>();
    opened.forEach((key, value) -> data.put(key, base64(value)));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(found.name())
        .withNamespace(found.namespace())
        .withLabels(found.template().labels())
        .withAnnotations(found.template().annotations())
        .endMetadata()
        .withType(found.template().type())
        .withImmutable(found.template().isImmutable() ? Boolean.TRUE : null)
        .withData(data)
        .build();
  }

  /** A Secret without some of its values would pass for the whole. */
  private void refuseIncomplete(FoundSealedSecret found) {
    if (!found.unreadable().isEmpty()) {
      throw new BadInput(
          UnsealCandidates.name(found)
              + ": no ciphertext in: "
              + String.join(", ", found.unreadable()));
    }
    if (!found.plain().isEmpty()) {
      err(
          "%s: not rendered from spec.template.data: %s"
              .formatted(UnsealCandidates.name(found), String.join(", ", found.plain())));
    }
  }

  private static String base64(SecretValue value) {
    try (value) {
      return Base64.getEncoder().encodeToString(value.bytes());
    }
  }

  private void print(String text) {
    if (target.isStandardOutput) {
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(text);
      out.flush();
    } else {
      OutputFile.secret("--write", DatabaseOptions.given("--write", target.file), text);
    }
  }

  private void err(String line) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println("hipaa: " + line);
    err.flush();
  }
}
