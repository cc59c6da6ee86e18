package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.retention.RunCronJob.Timing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What publishes a database's ledger. */
final class LedgerChildren {
  /** On a ServiceAccount: the IAM role of its pods. */
  static final String ROLE = "eks.amazonaws.com/role-arn";

  /** A run may have many receipts to go through: a second one is not begun meanwhile. */
  private static final long RUN_SECONDS = 3_600;

  private LedgerChildren() {}

  /** What a run depends on: its account and network. */
  static List<HasMetadata> conditions(DeclaredDatabase database, DatabaseLedger ledger) {
    return List.of(account(database, ledger), LedgerNetwork.of(database, ledger));
  }

  /** Whoever gives pods an IAM role mounts a token of its own for it. */
  private static ServiceAccount account(DeclaredDatabase database, DatabaseLedger ledger) {
    var metadata = new ObjectMetaBuilder(database.child(accountName(database)));
    Optional.ofNullable(ledger.serviceAccountRoleArn())
        .ifPresent(role -> metadata.addToAnnotations(ROLE, role));
    return PurgeChildren.account(metadata.build());
  }

  static CronJob cronJob(
      DeclaredDatabase database, DatabaseLedger ledger, String image, boolean suspended) {
    var login = Objects.requireNonNull(database.spec().roles().ledger()).secretRef();
    List<Volume> volumes =
        PurgeVolumes.of(
            login, database.spec(), Optional.ofNullable(ledger.signingKey().secretRef()));
    return RunCronJob.of(
        database.child(cronJobName(database)),
        RunCronJob.runs(database.podLabels(), database.name()),
        new Timing(ledger.schedule(), "Etc/UTC", suspended),
        RUN_SECONDS,
        RunCronJob.pod(
            accountName(database),
            LedgerContainer.of(database, ledger, login, image, PurgeVolumes.mounts(volumes)),
            volumes));
  }

  static String accountName(DeclaredDatabase database) {
    return database.name() + "-publisher";
  }

  static String cronJobName(DeclaredDatabase database) {
    return database.name() + "-ledger";
  }

  static RunNames names(DeclaredDatabase database) {
    return new RunNames(
        accountName(database),
        Optional.empty(),
        networkName(database),
        List.of(cronJobName(database)));
  }

  static String networkName(DeclaredDatabase database) {
    return database.name() + "-ledger-network";
  }
}
