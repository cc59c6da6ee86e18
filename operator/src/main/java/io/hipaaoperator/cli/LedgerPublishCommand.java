package io.hipaaoperator.cli;

import io.hipaaoperator.aws.LedgerServices;
import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.ledger.NoteSigner;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.Sessions;
import io.hipaaoperator.purge.RunHash;
import io.hipaaoperator.sequencer.Acknowledgement;
import io.hipaaoperator.sequencer.FolderStore;
import io.hipaaoperator.sequencer.LogConflict;
import io.hipaaoperator.sequencer.LogStore;
import io.hipaaoperator.sequencer.Sequencer;
import io.hipaaoperator.sequencer.Sequencer.Heartbeat;
import io.hipaaoperator.sequencer.Sequencer.Outcome;
import io.hipaaoperator.sequencer.StoreFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa ledger publish}: makes the log of a database's receipts. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Give receipts that wait in a database their place in the log, sign it, and publish it.",
      "Goes on where an earlier run ended, however that was. Prints one line of JSON."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all receipts are in the log, and it is published",
      "1:database, signatures and what is published don't belong together; nothing was signed over it",
      "2:the input is wrong, or the database refuses",
      "3:the database, KMS or the place to publish can't be reached or refuses; the next run goes on",
      "4:another run is at it"
    })
final class LedgerPublishCommand implements Callable<Integer> {
  private static final Pattern S3 = Pattern.compile("s3://([a-z0-9.-]{3,63})(?:/(.*?))?/*");

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private LedgerSchema schema = new LedgerSchema();

  @Mixin private LedgerSignerOptions signers = new LedgerSignerOptions();

  @Option(
      names = "--to",
      required = true,
      defaultValue = "${env:HIPAA_LEDGER_TO}",
      paramLabel = "PLACE",
      description = "A folder, or s3://bucket/prefix. [HIPAA_LEDGER_TO]")
  private String to = "";

  @Option(
      names = "--heartbeat",
      defaultValue = "30m",
      converter = DurationConverter.class,
      description = "After how long without an entry the log says that it is alive (default 30m).")
  private Duration heartbeat = Duration.ofMinutes(30);

  @Option(
      names = "--actor",
      defaultValue = "${env:HIPAA_ACTOR:-hipaa-ledger}",
      description = "Who says so. [HIPAA_ACTOR, hipaa-ledger]")
  private String actor = "";

  @Option(
      names = "--acknowledge-restore",
      paramLabel = "SIGNED/PUBLISHED",
      description = {
        "The database was restored from a backup, with these numbers of entries, as the refused run"
            + " said, such as 612/905: give it back what it has forgotten of the log. At any other"
            + " numbers it does nothing."
      })
  private @Nullable String restore;

  @Mixin private ResultFile result = new ResultFile();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (!Event.isName(actor)) {
      throw new BadInput("--actor: must be a name as the ledger has it, without spaces");
    }
    Matcher bucket = S3.matcher(to);
    if (to.startsWith("s3:") && !bucket.matches()) {
      throw new BadInput("--to: not of the form s3://bucket/prefix");
    }
    Login login = database.login();
    var line = new LedgerLine(place(login));
    try {
      return published(login, bucket, line);
    } catch (LogConflict | StoreFailure | DatabaseFailure | BadInput e) {
      result.tell(spec, line.failed(e));
      throw e;
    }
  }

  private String place(Login login) {
    return RunHash.of(to, login.host(), login.port(), login.database(), schema.identifier().name());
  }

  private int published(Login login, Matcher bucket, LedgerLine line) {
    boolean isOfKms = signers.isOfKms();
    if (!bucket.matches() && !isOfKms) {
      return run(login, new FolderStore(Path.of(to)), signers.signer(Optional.empty()), line);
    }
    try (LedgerServices aws = signers.aws()) {
      LogStore store = bucket.matches() ? store(aws, bucket) : new FolderStore(Path.of(to));
      return run(login, store, signers.signer(Optional.of(aws)), line);
    }
  }

  private Optional<Acknowledgement> acknowledged() {
    return Optional.ofNullable(restore).map(LedgerPublishCommand::acknowledgement);
  }

  private static Acknowledgement acknowledgement(String text) {
    return Acknowledgement.parse(text)
        .orElseThrow(
            () ->
                new BadInput(
                    "--acknowledge-restore: not of the form SIGNED/PUBLISHED, such as 612/905"));
  }

  private static LogStore store(LedgerServices aws, Matcher bucket) {
    String prefix = bucket.group(2);
    return aws.bucket(bucket.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/");
  }

  private int run(Login login, LogStore store, NoteSigner signer, LedgerLine line) {
    var sequencer =
        new Sequencer(
            new Sessions(login),
            schema.identifier(),
            signer,
            store,
            new Heartbeat(actor, heartbeat),
            Clock.systemUTC());
    Optional<Outcome> outcome = sequencer.run(acknowledged());
    result.tell(spec, outcome.map(it -> line.published(it, signer.key())).orElseGet(line::busy));
    return outcome.isPresent() ? Exit.OK : Exit.UNDETERMINED;
  }
}
