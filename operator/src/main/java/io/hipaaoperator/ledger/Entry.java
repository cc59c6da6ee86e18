package io.hipaaoperator.ledger;

import java.nio.charset.StandardCharsets;

/**
 * An entry of the log: one line of JSON, and what it says. What counts is the line as it was first
 * stored. It is hashed and kept byte for byte; nothing is ever hashed that was parsed and written
 * anew.
 */
public final class Entry {
  /** Entry bundles of C2SP tlog-tiles give a length in two bytes. */
  static final int MOST_BYTES = 0xffff;

  private final String line;
  private final Event event;

  private Entry(String line, Event event) {
    this.line = line;
    this.event = event;
  }

  /** The entry that says this; from now on its bytes are what counts. */
  public static Entry of(Event event) {
    return new Entry(EntryJson.write(event), event);
  }

  /**
   * The entry that was stored as these bytes: a JSON object without line break.
   *
   * @throws Malformed when it is none, naming the field
   */
  public static Entry parse(byte[] stored) {
    String line = text(stored);
    return new Entry(line, EntryJson.read(line));
  }

  /** The bytes to store and to hash, without a line break. */
  public byte[] bytes() {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** What it says. */
  public Event event() {
    return event;
  }

  /** Equal bytes, equal entry. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry && line.equals(entry.line);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  /** The line. */
  @Override
  public String toString() {
    return line;
  }

  private static String text(byte[] stored) {
    if (stored.length > MOST_BYTES) {
      throw new Malformed("longer than " + MOST_BYTES + " bytes");
    }
    String line = Text.utf8(stored);
    if (line.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new Malformed("not one line");
    }
    return line;
  }
}
