/** The program: wiring, and the only reader of the environment. */
@NullMarked
package io.hipaaoperator;

import org.jspecify.annotations.NullMarked;
