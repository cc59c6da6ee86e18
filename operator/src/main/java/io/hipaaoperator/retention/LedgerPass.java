package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import io.hipaaoperator.external.ExternalPass;
import java.util.Optional;

/**
 * What one pass over a database saw and did.
 *
 * @param external what every such pass sees and does
 * @param ledger how its runs went; empty without one
 * @param published what that comes to; empty without one
 */
record LedgerPass(
    ExternalPass<Void> external,
    Optional<LedgerStatus> ledger,
    Optional<LedgerPublished> published) {}
