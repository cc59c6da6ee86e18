/** Everything about RetentionPolicy: its plan, what runs it, and how the runs went. */
@NullMarked
package io.hipaaoperator.retention;

import org.jspecify.annotations.NullMarked;
