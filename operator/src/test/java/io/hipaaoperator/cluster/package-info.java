/** A real cluster for tests, and an operator on it. */
@NullMarked
package io.hipaaoperator.cluster;

import org.jspecify.annotations.NullMarked;
