package io.hipaaoperator.cli;

import io.hipaaoperator.aws.LedgerServices;
import io.hipaaoperator.ledger.Ed25519Signer;
import io.hipaaoperator.ledger.Malformed;
import io.hipaaoperator.ledger.NoteSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs a log: a key in a file, or one that KMS keeps. */
final class LedgerSignerOptions {
  @Option(
      names = "--signing-key-file",
      defaultValue = "${env:HIPAA_LEDGER_KEY_FILE}",
      paramLabel = "FILE",
      description = "File with an Ed25519 key, made by hipaa ledger key. [HIPAA_LEDGER_KEY_FILE]")
  private @Nullable Path file;

  @Option(
      names = "--kms-key",
      defaultValue = "${env:HIPAA_LEDGER_KMS_KEY}",
      paramLabel = "KEY",
      description =
          "ARN, id or alias of a KMS key of ECC_NIST_P256 that signs, in place of a file."
              + " [HIPAA_LEDGER_KMS_KEY]")
  private @Nullable String kmsKey;

  @Option(
      names = "--origin",
      defaultValue = "${env:HIPAA_LEDGER_ORIGIN}",
      paramLabel = "NAME",
      description =
          "Name of a log that KMS signs, such as example.com/clinic. [HIPAA_LEDGER_ORIGIN]")
  private @Nullable String origin;

  @Option(
      names = "--region",
      defaultValue = "${env:AWS_REGION}",
      description = "Region of the KMS key and the bucket. [AWS_REGION]")
  private @Nullable String region;

  @Option(
      names = "--aws-endpoint",
      defaultValue = "${env:AWS_ENDPOINT_URL}",
      paramLabel = "URL",
      description = "Another address than AWS's own. [AWS_ENDPOINT_URL]")
  private @Nullable URI endpoint;

  /** AWS, where the log needs it. */
  LedgerServices aws() {
    return new LedgerServices(
        DatabaseOptions.given("--region", region), Optional.ofNullable(endpoint));
  }

  /**
   * Whether KMS signs.
   *
   * @throws BadInput when it is not said who does
   */
  boolean isOfKms() {
    if ((file == null) == (kmsKey == null)) {
      throw new BadInput("one of --signing-key-file and --kms-key is needed");
    }
    return kmsKey != null;
  }

  /**
   * Who signs.
   *
   * @throws BadInput when the key is none
   */
  NoteSigner signer(Optional<LedgerServices> aws) {
    try {
      return kmsKey == null
          ? ofFile(DatabaseOptions.readable("--signing-key-file", file))
          : aws.orElseThrow().signer(DatabaseOptions.given("--origin", origin), kmsKey);
    } catch (Malformed e) {
      throw new BadInput((kmsKey == null ? "--signing-key-file: " : "--origin: ") + e.getMessage());
    }
  }

  private static NoteSigner ofFile(Path path) {
    return Ed25519Signer.parse(
        new String(LedgerFolder.bytes(path), StandardCharsets.UTF_8).strip());
  }
}
