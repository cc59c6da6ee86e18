package io.hipaaoperator.audit;

import io.hipaaoperator.aws.LogEvents.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An event of the operator's own, known again by its mark. The numbers in it are nobody's: the
 * specimen of a pamphlet of the Social Security Board, and one that begins with 9, as no social
 * security number does. There are two since AWS does not tell which numbers it takes for one, but
 * that it wants a word such as {@code ssn} within 30 characters.
 *
 * @param mark in letters alone, so that nothing in it is taken for a number and masked
 * @param at when it is written
 * @see <a href="https://www.ssa.gov/history/ssn/misused.html">The specimen</a>
 * @see <a href="https://secure.ssa.gov/apps10/poms.nsf/lnx/0110201035">Numbers never assigned</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-managed-data-identifiers.html">Words
 *     nearby</a>
 */
record Canary(String mark, Instant at) {
  private static final List<String> NUMBERS = List.of("219-09-9999", "987-65-4320");
  private static final String TEXT = "hipaa-operator proves that events arrive: ";

  /** That of a resource at a time. */
  static Canary of(String uid, Instant at) {
    String seed = uid + at;
    String id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    return new Canary("proof-" + letters(id), at);
  }

  private static String letters(String hex) {
    return hex.replace("-", "")
        .chars()
        .map(c -> Character.isDigit(c) ? c - '0' + 'g' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * The event.
   *
   * @param numbers whether it holds something to mask
   */
  Event event(boolean numbers) {
    String more = numbers ? "; nobody's ssn " + String.join(", ssn ", NUMBERS) : "";
    return new Event(at, TEXT + mark + more);
  }

  /** The filter pattern that finds it. */
  String pattern() {
    return '"' + mark + '"';
  }

  /** Whether something of it was masked. */
  static boolean isMasked(Event found) {
    return !NUMBERS.stream().allMatch(found.message()::contains);
  }
}
