package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.Ed25519Signer;
import io.hipaaoperator.ledger.Malformed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hipaa ledger key}: makes a key that signs a log. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Make an Ed25519 key that signs a log, in a file that its owner alone can read.",
      "Prints the public key: keep it where who verifies finds it, not beside the log."
    })
final class LedgerKeyCommand implements Callable<Integer> {
  private static final int SEED = 32;

  @Parameters(paramLabel = "ORIGIN", description = "Name of the log, such as example.com/clinic.")
  private String origin = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the key goes. A file that is there is left alone.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    byte[] seed = new byte[SEED];
    new SecureRandom().nextBytes(seed);
    Ed25519Signer signer = signer(seed);
    OutputFile.secret("--out", Objects.requireNonNull(file), signer.line() + "\n");
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(signer.key());
    out.flush();
    return Exit.OK;
  }

  private Ed25519Signer signer(byte[] seed) {
    try {
      return Ed25519Signer.of(origin, seed);
    } catch (Malformed e) {
      throw new BadInput("ORIGIN: " + e.getMessage());
    }
  }
}
