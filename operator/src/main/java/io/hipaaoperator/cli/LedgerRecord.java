package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.RecordDigests;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which record's deletion is asked for: by its id and the key, or by its digest. */
final class LedgerRecord {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "Table of the record, as the policy names it.")
  private @Nullable String table;

  @Option(
      names = "--record",
      paramLabel = "ID",
      description = {
        "Id of a record whose deletion has to be in the log; once for each column of its primary"
            + " key. It is never printed."
      })
  private List<String> id = List.of();

  @Option(
      names = "--digest-key",
      paramLabel = "FILE",
      description = "File with the key of the digests, its bytes as they are.")
  private @Nullable Path key;

  @Option(
      names = "--digest",
      paramLabel = "HEX",
      description = "Digest of a record, instead of its id and the key. May be given again.")
  private List<String> digests = List.of();

  /**
   * The digests asked for.
   *
   * @throws BadInput when an option is missing or wrong
   */
  List<String> digests() {
    digests.forEach(LedgerRecord::requireDigest);
    return Stream.concat(digests.stream(), ofId().stream()).toList();
  }

  private List<String> ofId() {
    if (id.isEmpty() && table == null && key == null) {
      return List.of();
    }
    if (id.isEmpty() || table == null || key == null) {
      throw new BadInput("--record, --table and --digest-key go together");
    }
    byte[] bytes = LedgerFolder.bytes(key);
    String asked = table;
    return LedgerFolder.reading(key, () -> List.of(new RecordDigests(bytes).of(asked, id)));
  }

  private static void requireDigest(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new BadInput("--digest: not 64 hexadecimal digits");
    }
  }
}
