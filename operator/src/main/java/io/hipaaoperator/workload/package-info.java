/** PhiWorkload: observe, plan, apply, status. */
@NullMarked
package io.hipaaoperator.workload;

import org.jspecify.annotations.NullMarked;
