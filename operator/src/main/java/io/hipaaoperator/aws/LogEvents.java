package io.hipaaoperator.aws;

import java.time.Instant;
import java.util.List;

/**
 * Events of our own, to prove that a group takes them and shows them again. They have a stream of
 * their own: those of others, which may hold PHI, are neither written nor read.
 */
public interface LogEvents {

  /** The stream, in each group. */
  String STREAM = "hipaa-operator";

  /** The code of the refusal of an event for its time, which AWS answers with 200. */
  String REJECTED = "RejectedLogEvents";

  /** Makes the stream in a group; refused with {@link LogGroups#EXISTS} where it is there. */
  Answer<Done> createStream(String group);

  /** Writes an event. */
  Answer<Done> put(String group, Event event);

  /** Events that match a filter pattern, in a span of time. */
  Answer<List<Event>> find(String group, String pattern, Span span);

  /**
   * An event.
   *
   * @param at its time, in milliseconds to AWS
   * @param message its text, masked where the group masks
   */
  record Event(Instant at, String message) {}

  /**
   * A span of time, in milliseconds to AWS.
   *
   * @param from its first moment
   * @param until its last
   */
  record Span(Instant from, Instant until) {}
}
