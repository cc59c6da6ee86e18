package io.hipaaoperator.cluster;

import java.util.Map;

/** What the {@link FaultyServer} does to a request. */
public sealed interface Fault {

  /** An answer in the server's place; the request never gets there. */
  record Answer(int code, Map<String, String> headers) implements Fault {
    public Answer(int code) {
      this(code, Map.of());
    }
  }

  /** The connection breaks before the request gets there. */
  record Lost() implements Fault {}

  /** The server has done it, and the connection breaks before it can say so. */
  record Unanswered() implements Fault {}

  /** Something else happens just before the request gets there, or just before its answer does. */
  record Meanwhile(Moment moment, Runnable happens) implements Fault {}

  /** When something happens while a request is in flight. */
  enum Moment {
    BEFORE,
    AFTER
  }
}
