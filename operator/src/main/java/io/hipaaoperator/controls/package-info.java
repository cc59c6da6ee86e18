/** The catalogue of controls, one package per area. Pure. */
@NullMarked
package io.hipaaoperator.controls;

import org.jspecify.annotations.NullMarked;
