package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.postgres.Login;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator makes of a database's ledger, for tests that run it. */
public record RenderedLedger(DeclaredDatabase database) {

  /** A ledger of this database, in a bucket of the emulator. */
  public static RenderedLedger of(Login login, String bucket, URI endpoint) {
    String spec =
        Declared.WITH_LEDGER
                .replace("host: records.clinic.svc", "host: '" + login.host() + "'")
                .replace("database: records", "database: " + login.database())
                .replace("s3://clinic-ledger/records", "s3://" + bucket + "/clinic")
            + "  endpoint: "
            + endpoint
            + "\n"
            + "port: "
            + login.port()
            + "\n";
    return new RenderedLedger(Declared.database(spec));
  }

  /** Its container's, with the role's name, and these files instead of those that are mounted. */
  public List<String> arguments(Login login, Path signingKey, Path result) {
    List<String> rendered =
        LedgerChildren.cronJob(database, database.ledger().orElseThrow(), "hipaa:1", false)
            .getSpec()
            .getJobTemplate()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getArgs();
    return Stream.concat(rendered.stream(), Stream.of("--user=" + login.user()))
        .map(
            argument ->
                argument
                    .replace(PurgeVolumes.PASSWORD, login.passwordFile().toString())
                    .replace(PurgeVolumes.CA, login.caFile().toString())
                    .replace(PurgeVolumes.SIGNING_KEY, signingKey.toString())
                    .replace(RunContainer.MESSAGE, result.toString()))
        .toList();
  }

  /** Status and reason of the condition after a run that left this line. */
  public String condition(String line) {
    String place = database.place(database.ledger().orElseThrow());
    LedgerMessage message = LedgerMessage.read(line).orElseThrow();
    String time = "2026-11-28T03:31:00Z";
    var ledger =
        LedgerStatus.NONE.after(
            message.run(time, "run"), message.checkpoint(time).orElse(null), message.isRestored());
    LedgerPublished published = LedgerPublished.of(place, ledger, Optional.empty());
    return published.status() + " " + published.reason();
  }
}
