/** The API server: caches and the only writer. */
@NullMarked
package io.hipaaoperator.kube;

import org.jspecify.annotations.NullMarked;
