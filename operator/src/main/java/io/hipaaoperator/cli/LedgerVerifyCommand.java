package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.Claim;
import io.hipaaoperator.ledger.Finding;
import io.hipaaoperator.ledger.Finding.Outcome;
import io.hipaaoperator.ledger.NoteKey;
import io.hipaaoperator.ledger.Replay;
import io.hipaaoperator.ledger.Replay.Question;
import io.hipaaoperator.ledger.Signatures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hipaa ledger verify}: whether a log is whole, offline and from its files alone. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Verify a log from its files: signatures, one history, no gap, the deletion of a record,"
          + " freshness. Nothing is asked of a cluster or of AWS.",
      "Who holds the signing key can write a log anew that is right in itself. Only a checkpoint"
          + " that was kept elsewhere shows that: give it as --trusted-checkpoint."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every check passes",
      "1:a check fails",
      "2:the input is wrong",
      "4:nothing fails, but something can't be told"
    })
final class LedgerVerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      description =
          "Entries in *.jsonl or tile/entries/, checkpoints in checkpoints/ and checkpoint.")
  private @Nullable Path folder;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "Keys of the log, one name+id+base64 a line.")
  private @Nullable Path keyFile;

  @Option(
      names = "--origin",
      paramLabel = "NAME",
      description = "Origin of the log; without it the name of the first key.")
  private @Nullable String origin;

  @Option(
      names = "--trusted-checkpoint",
      paramLabel = "FILE",
      description = "A checkpoint of this log that was kept elsewhere.")
  private @Nullable Path trusted;

  @Mixin private LedgerRecord record = new LedgerRecord();

  @Option(
      names = "--max-age",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "How old the newest covered entry may be (default 1h).")
  private Duration maxAge = Duration.ofHours(1);

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Time to count the age from, such as 2026-11-28T02:00:00Z; without it now.")
  private @Nullable Instant at;

  @Mixin private TableOrJson output = new TableOrJson();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Path path = Objects.requireNonNull(folder);
    if (!Files.isDirectory(path)) {
      throw new BadInput(path + ": no folder");
    }
    var log = new LedgerFolder(path);
    if (trusted != null && log.holds(trusted)) {
      throw new BadInput("--trusted-checkpoint: lies in " + path + ", where the log is");
    }
    List<Finding> findings = findings(log);
    print(new LedgerReport(Ansi.AUTO, findings));
    return exitCode(findings);
  }

  private List<Finding> findings(LedgerFolder log) {
    List<NoteKey> keys = keys(Objects.requireNonNull(keyFile));
    String name = origin == null ? keys.getFirst().name() : origin;
    Claim kept = trusted == null ? null : kept(trusted, keys, name);
    Signatures signatures = Signatures.of(log.checkpoints(), keys, name);
    Instant time = at == null ? Instant.now() : at;
    var replay =
        new Replay(new Question(signatures.claims(), kept, record.digests(), time, maxAge));
    log.entries(replay::accept);
    return Stream.concat(signatures.findings().stream(), replay.findings().stream()).toList();
  }

  private static List<NoteKey> keys(Path path) {
    String text = new String(LedgerFolder.bytes(path), StandardCharsets.UTF_8);
    List<NoteKey> keys =
        LedgerFolder.reading(
            path, () -> text.lines().filter(line -> !line.isBlank()).map(NoteKey::parse).toList());
    if (keys.isEmpty()) {
      throw new BadInput(path + ": no key");
    }
    return keys;
  }

  private static Claim kept(Path path, List<NoteKey> keys, String origin) {
    byte[] stored = LedgerFolder.bytes(path);
    return LedgerFolder.reading(
        path, () -> Claim.read("the trusted checkpoint", stored, keys, origin));
  }

  private void print(LedgerReport report) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(output.isJson() ? report.json() : report.table());
    out.flush();
  }

  private static int exitCode(List<Finding> findings) {
    return switch (Outcome.worst(findings)) {
      case FAIL -> Exit.FINDINGS;
      case UNKNOWN -> Exit.UNDETERMINED;
      case PASS -> Exit.OK;
    };
  }
}
