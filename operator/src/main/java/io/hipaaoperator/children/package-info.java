/** Objects that the operator makes for a resource and keeps as they should be. */
@NullMarked
package io.hipaaoperator.children;

import org.jspecify.annotations.NullMarked;
