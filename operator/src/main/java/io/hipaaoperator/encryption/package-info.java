/** Everything about EncryptionKey. */
@NullMarked
package io.hipaaoperator.encryption;

import org.jspecify.annotations.NullMarked;
