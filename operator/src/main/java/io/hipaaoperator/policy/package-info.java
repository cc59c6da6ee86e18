/** Policies of AWS as values, so that two that say the same are equal. Pure. */
@NullMarked
package io.hipaaoperator.policy;

import org.jspecify.annotations.NullMarked;
