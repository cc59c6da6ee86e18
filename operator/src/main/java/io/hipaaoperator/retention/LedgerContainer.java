package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.api.PhiDatabaseSpec.Login;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code hipaa ledger publish} in a container. */
final class LedgerContainer {
  static final String NAME = "ledger";

  private LedgerContainer() {}

  static Container of(
      DeclaredDatabase database,
      DatabaseLedger ledger,
      Login login,
      String image,
      List<VolumeMount> mounts) {
    return RunContainer.of(
        NAME, image, login, arguments(database, ledger), environment(ledger), mounts);
  }

  private static List<String> arguments(DeclaredDatabase database, DatabaseLedger ledger) {
    return Stream.of(
            List.of("ledger", "publish"),
            RunContainer.database(database.spec()),
            List.of(
                "--schema=" + database.spec().schema(),
                "--to=" + ledger.to(),
                "--region=" + ledger.region()),
            Optional.ofNullable(ledger.endpoint()).map(it -> "--aws-endpoint=" + it).stream()
                .toList(),
            signer(ledger),
            Optional.ofNullable(ledger.acknowledgeRestore())
                .map(it -> "--acknowledge-restore=" + it)
                .stream()
                .toList(),
            List.of(
                "--heartbeat=" + ledger.heartbeat(),
                "--actor=" + actor(database),
                "--result-file=" + RunContainer.MESSAGE))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> signer(DatabaseLedger ledger) {
    return ledger
        .signingKey()
        .kmsArn()
        .map(key -> List.of("--kms-key=" + key, "--origin=" + ledger.origin()))
        .orElseGet(() -> List.of("--signing-key-file=" + PurgeVolumes.SIGNING_KEY));
  }

  private static String actor(DeclaredDatabase database) {
    return "system:serviceaccount:%s:%s"
        .formatted(database.namespace(), LedgerChildren.accountName(database));
  }

  /** STS takes its region from the environment. The node's own role is nobody's here. */
  private static List<EnvVar> environment(DatabaseLedger ledger) {
    Stream<EnvVar> credentials =
        Optional.ofNullable(ledger.credentials()).stream()
            .flatMap(
                secret ->
                    Stream.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
                        .map(name -> RunContainer.secret(name, secret.name(), name)));
    return Stream.concat(
            Stream.of(
                new EnvVar("AWS_REGION", ledger.region(), null),
                new EnvVar("AWS_EC2_METADATA_DISABLED", "true", null)),
            credentials)
        .toList();
  }
}
