/** Everything about AuditSink: where logs go, how they are kept, and that it stays so. */
@NullMarked
package io.hipaaoperator.audit;

import org.jspecify.annotations.NullMarked;
