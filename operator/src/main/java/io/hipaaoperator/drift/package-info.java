/** Differences between what was last applied and what is there. Pure. */
@NullMarked
package io.hipaaoperator.drift;

import org.jspecify.annotations.NullMarked;
