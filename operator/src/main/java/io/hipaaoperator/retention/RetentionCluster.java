package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.control.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked of the cluster about policies. */
public interface RetentionCluster {

  /** The PhiDatabase of this name in a namespace; empty where there is none. */
  Fact<Optional<PhiDatabaseSpec>> database(String namespace, String name);

  /** How the ledger of a PhiDatabase is, as its status has it. */
  Fact<LedgerStatus> ledger(String namespace, String name);

  /** Objects that bear the name of a child of a policy, of its kind. */
  List<HasMetadata> children(DeclaredPolicy policy);

  /** The runs of a policy's purge. */
  Fact<PurgeRuns> runs(DeclaredPolicy policy);

  /** Objects that bear the name of a child of a hold, of its kind. */
  List<HasMetadata> children(DeclaredHold hold);

  /** The runs that lay a hold. */
  Fact<HoldRuns> runs(DeclaredHold hold);

  /** Objects that bear the name of a child of a database, of its kind. */
  List<HasMetadata> children(DeclaredDatabase database);

  /** The runs that publish a database's ledger. */
  Fact<LedgerRuns> runs(DeclaredDatabase database);

  /** The holds of all namespaces that the operator works on. */
  Fact<List<LegalHold>> holds();

  /** The policies of all namespaces that the operator works on. */
  Fact<List<RetentionPolicy>> policies();

  /** Buckets that AuditSinks name as their archives. */
  Fact<Set<String>> archives();

  /** Why what is said here of children is no evidence; empty where it is. */
  Optional<String> doubt();

  /** Whether a namespace is about to go, so that nothing can be made in it. */
  boolean isEnding(String namespace);
}
