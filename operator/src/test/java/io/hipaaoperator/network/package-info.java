@NullMarked
package io.hipaaoperator.network;

import org.jspecify.annotations.NullMarked;
