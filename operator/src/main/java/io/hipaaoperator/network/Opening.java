package io.hipaaoperator.network;

/**
 * A path into or out of selected pods.
 *
 * @param direction which way
 * @param where what opens it: {@code NetworkPolicy clinic/debug ingress[0]}, or that no policy is
 *     there
 * @param peer for whom
 * @param ports on which ports
 */
public record Opening(Direction direction, String where, PeerSet peer, Ports ports) {

  /** Whether somebody on the internet is let in, or can be reached. */
  public boolean isPublic() {
    return peer.isPublic();
  }

  /** Whether a pod is let in, or can be reached, on some network. */
  public boolean admits(Endpoint.OfPod pod) {
    return peer.match(pod) != PeerSet.Match.NO;
  }

  /** In words: {@code NetworkPolicy clinic/debug ingress[0] admits everybody on every port}. */
  @Override
  public String toString() {
    String verb = direction == Direction.INGRESS ? " admits " : " lets out to ";
    String why = peer instanceof PeerSet.Everybody ? ", naming no peer," : "";
    return where + (isMissingPolicy() ? "" : verb + peer + why + " on " + ports);
  }

  private boolean isMissingPolicy() {
    return !where.endsWith("]");
  }
}
