/**
 * The tamper-evident log: entries as stored bytes, a Merkle tree over them (RFC 6962), signed
 * checkpoints (C2SP tlog-checkpoint and signed-note), and what can be told from them. Values in,
 * values out: no client, no file, no clock.
 */
@NullMarked
package io.hipaaoperator.ledger;

import org.jspecify.annotations.NullMarked;
