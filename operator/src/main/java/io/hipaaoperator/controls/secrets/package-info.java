/** Controls on secrets. */
@NullMarked
package io.hipaaoperator.controls.secrets;

import org.jspecify.annotations.NullMarked;
