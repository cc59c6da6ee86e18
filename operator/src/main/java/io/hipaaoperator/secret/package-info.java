/** Secrets of workloads: made at random, sealed, kept as ciphertext, and never read. */
@NullMarked
package io.hipaaoperator.secret;

import org.jspecify.annotations.NullMarked;
