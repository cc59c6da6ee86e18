/**
 * The format of SealedSecrets: the controller's certificate, values sealed to it and opened again,
 * values made at random, and the objects they stand in. Values in, values out: no client, no file,
 * no clock. What is secret stands in arrays that are wiped, and never in a message.
 *
 * @see <a href="https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md">
 *     The format</a>
 */
@NullMarked
package io.hipaaoperator.seal;

import org.jspecify.annotations.NullMarked;
