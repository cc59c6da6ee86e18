/** Controls on how long records are kept. */
@NullMarked
package io.hipaaoperator.controls.retention;

import org.jspecify.annotations.NullMarked;
