/** Controls on who can reach PHI over the network. */
@NullMarked
package io.hipaaoperator.controls.network;

import org.jspecify.annotations.NullMarked;
