/** What the statuses of all custom resources have in common. */
@NullMarked
package io.hipaaoperator.status;

import org.jspecify.annotations.NullMarked;
