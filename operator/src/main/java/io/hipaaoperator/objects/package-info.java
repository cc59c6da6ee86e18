/** Objects in buckets: when they end, and that they do not while they are held. */
@NullMarked
package io.hipaaoperator.objects;

import org.jspecify.annotations.NullMarked;
