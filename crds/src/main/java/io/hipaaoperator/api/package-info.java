/**
 * The custom resources of {@code hipaa-operator.io/v1alpha1} as records. These are the source of
 * truth: the manifests in {@code crds/manifests} and the reference in {@code docs} are generated
 * from them.
 */
@NullMarked
package io.hipaaoperator.api;

import org.jspecify.annotations.NullMarked;
