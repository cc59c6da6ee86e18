/** Controls on keys. */
@NullMarked
package io.hipaaoperator.controls.encryption;

import org.jspecify.annotations.NullMarked;
