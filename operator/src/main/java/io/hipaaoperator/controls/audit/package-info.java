/** Controls on where logs go and how they are kept. */
@NullMarked
package io.hipaaoperator.controls.audit;

import org.jspecify.annotations.NullMarked;
