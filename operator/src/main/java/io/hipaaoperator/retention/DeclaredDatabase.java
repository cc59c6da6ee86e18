package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.api.PhiDatabase;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.children.ChildMetadata;
import io.hipaaoperator.purge.RunHash;
import java.util.Map;
import java.util.Optional;

/**
 * A PhiDatabase as planner and controls see it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its uid
 * @param generation generation of the spec
 * @param spec what was declared
 */
public record DeclaredDatabase(
    String namespace, String name, String uid, long generation, PhiDatabaseSpec spec) {

  static DeclaredDatabase of(PhiDatabase resource) {
    var metadata = resource.getMetadata();
    return new DeclaredDatabase(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getGeneration(),
        resource.getSpec());
  }

  /** How its receipts are published, where they are: the API server sees to the writer's login. */
  Optional<DatabaseLedger> ledger() {
    return Optional.ofNullable(spec.ledger()).filter(_ -> spec.roles().ledger() != null);
  }

  /** By which a run says that it was this database, and published to this place. */
  String place(DatabaseLedger ledger) {
    return RunHash.of(ledger.to(), spec.host(), spec.port(), spec.database(), spec.schema());
  }

  /** Metadata of a child. */
  ObjectMeta child(String called) {
    return new ObjectMetaBuilder(
            new ChildMetadata(PhiDatabase.class, Api.PHI_DATABASE, name, uid).of(called))
        .withNamespace(namespace)
        .build();
  }

  /** Labels of its Jobs and pods, by which they are found and their traffic is limited. */
  Map<String, String> podLabels() {
    return Map.of(Api.MANAGED_BY, Api.MANAGER, Api.PHI_DATABASE, name);
  }
}
