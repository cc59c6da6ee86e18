package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.Ed25519Signer;
import io.hipaaoperator.ledger.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Set;
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
    write(Objects.requireNonNull(file), signer.line());
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

  private static void write(Path file, String line) {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      throw new BadInput("--out: " + file + " is there already");
    } catch (IOException e) {
      throw new BadInput("--out: " + file + " can't be written");
    }
  }
}
