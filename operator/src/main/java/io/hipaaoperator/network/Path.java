package io.hipaaoperator.network;

/**
 * A way from one endpoint to another.
 *
 * @param ports on which ports of the destination
 * @param certain whether every network that follows the API lets it through
 * @param egress why the source may leave
 * @param ingress why the destination may be entered
 */
public record Path(Ports ports, boolean certain, String egress, String ingress) {}
