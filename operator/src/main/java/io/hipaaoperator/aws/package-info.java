/**
 * AWS as ports with typed answers, and their adapters. A refused, throttled or dead call is a
 * value.
 */
@NullMarked
package io.hipaaoperator.aws;

import org.jspecify.annotations.NullMarked;
