/**
 * The one writer of the ledger: gives receipts that wait in a database their place in the log,
 * signs what it has come to, and publishes it.
 */
@NullMarked
package io.hipaaoperator.sequencer;

import org.jspecify.annotations.NullMarked;
