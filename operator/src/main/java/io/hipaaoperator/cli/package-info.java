/** The command line. */
@NullMarked
package io.hipaaoperator.cli;

import org.jspecify.annotations.NullMarked;
