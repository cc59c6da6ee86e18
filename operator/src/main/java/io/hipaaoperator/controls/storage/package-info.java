/** Controls on where PHI is stored. */
@NullMarked
package io.hipaaoperator.controls.storage;

import org.jspecify.annotations.NullMarked;
