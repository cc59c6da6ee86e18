package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.ledger.Malformed;
import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.Sessions;
import io.hipaaoperator.purge.PlanError;
import io.hipaaoperator.purge.Purge;
import io.hipaaoperator.purge.PurgeFailure;
import io.hipaaoperator.purge.PurgeResult;
import io.hipaaoperator.purge.PurgeResult.Outcome;
import io.hipaaoperator.purge.PurgeSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa purge}: deletes what a retention policy no longer lets be kept. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = PurgeSqlCommand.class,
    description = {
      "Delete records past their retention, each with a receipt, and none under legal hold.",
      "Deletes nothing unless the plan has the hash of what was agreed to. Prints one line of JSON."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done, or a dry run",
      "1:a guard refused; nothing was deleted",
      "2:the plan is wrong or does not fit the database; nothing was deleted",
      "3:the database can't be reached, or not any more; nothing was deleted",
      "4:others stood in the way; what is gone has its receipts, the next run does the rest",
      "6:it failed midway; what is gone has its receipts, the next run does the rest"
    })
public final class PurgeCommand implements Callable<Integer> {
  @Mixin private PlanFile plan = new PlanFile();

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--digest-key-file",
      defaultValue = "${env:HIPAA_DIGEST_KEY_FILE}",
      description =
          "File of at least 32 secret bytes, by which receipts name records."
              + " [HIPAA_DIGEST_KEY_FILE]")
  private @Nullable Path digestKeyFile;

  @Option(
      names = "--actor",
      defaultValue = "${env:HIPAA_ACTOR:-hipaa-purge}",
      description = "Who deletes, as receipts say it. [HIPAA_ACTOR, hipaa-purge]")
  private String actor = "";

  @Mixin private ResultFile result = new ResultFile();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (!Event.isName(actor)) {
      throw new BadInput("--actor: must be a name as the ledger has it, without spaces");
    }
    Login login = database.login();
    var purge =
        new Purge(
            plan.read(),
            actor,
            digests(),
            new PurgeSessions(new Sessions(login)),
            Clock.systemUTC());
    try {
      PurgeResult done = purge.run();
      tell(done);
      return code(done.outcome());
    } catch (PlanError | DatabaseFailure e) {
      tell(PurgeResult.failed(outcome(e), e.getMessage()));
      throw e;
    } catch (PurgeFailure e) {
      tell(e.result());
      throw e;
    }
  }

  private RecordDigests digests() {
    try {
      return new RecordDigests(
          Files.readAllBytes(DatabaseOptions.readable("--digest-key-file", digestKeyFile)));
    } catch (Malformed | IOException e) {
      throw new BadInput("--digest-key-file: " + digestKeyFile + " has no 32 bytes");
    }
  }

  private void tell(PurgeResult done) {
    result.tell(spec, done.json(), done.json(ResultFile.MOST));
  }

  private static Outcome outcome(RuntimeException failure) {
    return failure instanceof DatabaseFailure lost
        ? switch (lost.kind()) {
          case UNREACHABLE -> Outcome.UNREACHABLE;
          case BUSY -> Outcome.BUSY;
          case REFUSED -> Outcome.INVALID;
        }
        : Outcome.INVALID;
  }

  private static int code(Outcome outcome) {
    return switch (outcome) {
      case PURGED, DRY_RUN -> Exit.OK;
      case REFUSED -> Exit.FINDINGS;
      case BUSY -> Exit.UNDETERMINED;
      case INVALID -> Exit.USAGE;
      case UNREACHABLE -> Exit.UNREACHABLE;
      case FAILED -> Exit.INCOMPLETE;
    };
  }
}
