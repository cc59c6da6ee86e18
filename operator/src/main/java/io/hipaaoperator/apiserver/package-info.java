/** How an API server encrypts what it stores: what to install, and what its metrics tell. Pure. */
@NullMarked
package io.hipaaoperator.apiserver;

import org.jspecify.annotations.NullMarked;
