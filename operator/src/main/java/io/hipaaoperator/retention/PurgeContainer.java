package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Container;
import io.hipaaoperator.api.PhiDatabaseSpec;
import java.util.List;
import java.util.stream.Stream;

/** {@code hipaa purge} in a container. */
final class PurgeContainer {
  static final String NAME = "purge";

  private PurgeContainer() {}

  static Container of(DeclaredPolicy policy, PhiDatabaseSpec database, String image) {
    return RunContainer.of(
        NAME,
        image,
        database.roles().purge().secretRef(),
        arguments(policy, database),
        List.of(),
        PurgeVolumes.mounts(PurgeVolumes.of(policy, database)));
  }

  private static List<String> arguments(DeclaredPolicy policy, PhiDatabaseSpec database) {
    return Stream.of(
            List.of("purge", "--plan=" + PurgeVolumes.PLAN),
            RunContainer.database(database),
            List.of(
                "--digest-key-file=" + PurgeVolumes.DIGEST_KEY,
                "--actor=" + actor(policy),
                "--result-file=" + RunContainer.MESSAGE))
        .flatMap(List::stream)
        .toList();
  }

  private static String actor(DeclaredPolicy policy) {
    return "system:serviceaccount:%s:%s"
        .formatted(policy.namespace(), PurgeChildren.accountName(policy));
  }
}
