package io.hipaaoperator.ledger;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log says of itself at one size, as <a href="https://c2sp.org/tlog-checkpoint">C2SP
 * tlog-checkpoint</a> writes it. It is the text of a {@link Note}.
 *
 * @param origin which log
 * @param head its tree
 * @param extensions further lines, which nobody audits
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  /**
   * Checks the form.
   *
   * @throws Malformed naming the line
   */
  public Checkpoint {
    extensions = List.copyOf(extensions);
    requireLine("origin", origin);
    extensions.forEach(line -> requireLine("extension", line));
    if (head.size() < 0) {
      throw new Malformed("checkpoint: size: less than 0");
    }
  }

  /** A checkpoint without extensions. */
  public static Checkpoint of(String origin, TreeHead head) {
    return new Checkpoint(origin, head, List.of());
  }

  /**
   * The checkpoint that a text is.
   *
   * @throws Malformed when it is none, naming the line
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new Malformed("checkpoint: does not end in a line break");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < 3) {
      throw new Malformed("checkpoint: fewer than three lines");
    }
    return new Checkpoint(
        lines.get(0),
        new TreeHead(size(lines.get(1)), root(lines.get(2))),
        lines.subList(3, lines.size()));
  }

  private static long size(String line) {
    if (!SIZE.matcher(line).matches()) {
      throw new Malformed("checkpoint: size: not a decimal number without leading zero");
    }
    try {
      return Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw new Malformed("checkpoint: size: too large");
    }
  }

  private static Hash root(String line) {
    byte[] bytes = Text.base64("checkpoint: root hash", line);
    if (bytes.length != Hash.BYTES) {
      throw new Malformed("checkpoint: root hash: not " + Hash.BYTES + " bytes");
    }
    return Hash.of(bytes);
  }

  private static void requireLine(String name, String line) {
    if (line.isEmpty() || line.contains("\n")) {
      throw new Malformed("checkpoint: " + name + ": empty, or more than a line");
    }
  }

  /** The text to sign. */
  public String text() {
    StringBuilder text = new StringBuilder(origin).append('\n').append(head.size()).append('\n');
    text.append(head.root()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
