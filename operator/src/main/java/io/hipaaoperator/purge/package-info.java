/** Deletes records past their retention, each with a receipt, and none that is under legal hold. */
@NullMarked
package io.hipaaoperator.purge;

import org.jspecify.annotations.NullMarked;
