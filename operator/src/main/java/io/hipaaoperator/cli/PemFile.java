package io.hipaaoperator.cli;

import io.hipaaoperator.seal.RecoveryKey;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SealingCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/** Certificates and keys in files; what is wrong with one is told with the file's name. */
final class PemFile {
  private PemFile() {}

  /** A certificate that may be sealed to now. */
  static SealingCertificate valid(Path file) {
    return read(file, pem -> SealingCertificate.parse(pem).validAt(Instant.now()));
  }

  static SealingCertificate certificate(Path file) {
    return read(file, SealingCertificate::parse);
  }

  static RecoveryKey recoveryKey(Path file) {
    return read(file, RecoveryKey::parse);
  }

  private static <T> T read(Path file, Function<String, T> parse) {
    try {
      return parse.apply(new String(LedgerFolder.bytes(file), StandardCharsets.UTF_8));
    } catch (SealError e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }
}
