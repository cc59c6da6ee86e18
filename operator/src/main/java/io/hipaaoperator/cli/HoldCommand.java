package io.hipaaoperator.cli;

import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.Sessions;
import io.hipaaoperator.purge.HoldPlan;
import io.hipaaoperator.purge.HoldResult;
import io.hipaaoperator.purge.HoldResult.Outcome;
import io.hipaaoperator.purge.HoldRun;
import io.hipaaoperator.purge.PlanError;
import io.hipaaoperator.purge.PurgeSessions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa hold}: lays a legal hold in a database, keeps it there, or releases it. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = HoldSqlCommand.class,
    description = {
      "Lay a legal hold in a database, put back what is missing of it, or release it.",
      "Prints one line of JSON with counts and digests, and no value of a subject."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the database has committed all of the hold, or its release",
      "2:something of it can't be held, or the database refuses; what fits is held",
      "3:the database can't be reached, or not any more",
      "4:others stood in the way; the next run does it"
    })
public final class HoldCommand implements Callable<Integer> {
  @Option(
      names = "--plan",
      defaultValue = "${env:HIPAA_HOLD_PLAN}",
      description = "File with what is held, YAML or JSON. [HIPAA_HOLD_PLAN]")
  private @Nullable Path plan;

  @Option(
      names = "--schema",
      defaultValue = "hipaa",
      description = "Schema of the table of legal holds. [hipaa]")
  private String schema = "";

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private ResultFile result = new ResultFile();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Login login = database.login();
    var sessions = new PurgeSessions(new Sessions(login));
    try {
      HoldResult done =
          new HoldRun(read(), DatabaseOptions.identifier("--schema", schema), sessions)
              .run()
              .of(login, schema);
      result.tell(spec, done.json());
      return code(done.outcome());
    } catch (PlanError | DatabaseFailure e) {
      result.tell(spec, HoldResult.failed(outcome(e), e.getMessage()).json());
      throw e;
    }
  }

  private HoldPlan read() {
    var documents = DocumentReader.read(DatabaseOptions.readable("--plan", plan));
    if (documents.size() != 1) {
      throw new BadInput("--plan: " + plan + " must hold one document, not " + documents.size());
    }
    return HoldPlan.read(documents.getFirst().object());
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
      case HELD, RELEASED -> Exit.OK;
      case INVALID -> Exit.USAGE;
      case UNREACHABLE -> Exit.UNREACHABLE;
      case BUSY -> Exit.UNDETERMINED;
    };
  }
}
