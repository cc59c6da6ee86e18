package io.hipaaoperator.network;

/**
 * Whether a connection is possible, as the policies say; whether the network obeys is not known.
 */
public sealed interface Reach {
  /** Why. */
  String why();

  /** Possible. */
  record Allowed(String why) implements Reach {}

  /** Not possible. */
  record Denied(String why) implements Reach {}

  /** Left open by the API, or not known: networks differ. */
  record Undefined(String why) implements Reach {}
}
