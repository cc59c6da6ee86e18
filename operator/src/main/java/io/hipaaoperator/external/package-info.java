/**
 * Declarations that are kept true outside Kubernetes, where nobody tells of a change: looked at
 * again and again, compared setting by setting, repaired and reported.
 */
@NullMarked
package io.hipaaoperator.external;

import org.jspecify.annotations.NullMarked;
