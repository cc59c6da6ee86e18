/** PostgreSQL: how it is reached, what it has, and its names in SQL. */
@NullMarked
package io.hipaaoperator.postgres;

import org.jspecify.annotations.NullMarked;
