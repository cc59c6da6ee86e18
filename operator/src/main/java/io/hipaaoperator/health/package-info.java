/** Liveness, readiness and metrics over HTTP. */
@NullMarked
package io.hipaaoperator.health;

import org.jspecify.annotations.NullMarked;
