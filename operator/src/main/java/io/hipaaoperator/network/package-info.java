/**
 * Who can reach whom: NetworkPolicies read as the API defines them. Pure.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/network-policies/">Network
 *     Policies</a>
 */
@NullMarked
package io.hipaaoperator.network;

import org.jspecify.annotations.NullMarked;
