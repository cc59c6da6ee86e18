package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.external.ExternalPass;
import java.util.Optional;

/**
 * What one pass over a sink saw and did.
 *
 * @param external what every such pass sees and does
 * @param declared what was declared
 * @param region where the log group is; empty when that is not known
 * @param seen the log group, after the repairs; empty when there is an obstacle
 * @param proof whether events arrive; empty when that was not tried
 */
record SinkPass(
    ExternalPass<SinkWrite> external,
    DeclaredSink declared,
    Optional<String> region,
    Optional<ObservedSink> seen,
    Optional<Proof> proof) {}
