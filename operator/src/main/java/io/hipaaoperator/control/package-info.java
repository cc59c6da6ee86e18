/** The pure kernel: what a control is, what it reads, what it concludes. */
@NullMarked
package io.hipaaoperator.control;

import org.jspecify.annotations.NullMarked;
