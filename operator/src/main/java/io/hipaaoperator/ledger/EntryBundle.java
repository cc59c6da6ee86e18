package io.hipaaoperator.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Up to 256 entries in one file, each after its length in two bytes, as <a
 * href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a> has it.
 */
public final class EntryBundle {
  /** Entries of a full bundle. */
  public static final int WIDTH = 256;

  private static final Pattern PATH = Pattern.compile("(x\\d{3}/){0,5}\\d{3}(\\.p/[1-9]\\d{0,2})?");

  private EntryBundle() {}

  /**
   * A bundle of stored entries.
   *
   * @throws Malformed when one is too long, or there are too many or none
   */
  public static byte[] write(List<byte[]> entries) {
    requireWidth(entries.size());
    var bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > Entry.MOST_BYTES) {
        throw new Malformed("entry: longer than " + Entry.MOST_BYTES + " bytes");
      }
      bytes.write(entry.length >> Byte.SIZE);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /**
   * The stored entries of a bundle.
   *
   * @throws Malformed when it ends within one
   */
  public static List<byte[]> read(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(bundle);
    while (bytes.hasRemaining()) {
      entries.add(next(bytes));
    }
    requireWidth(entries.size());
    return entries;
  }

  private static byte[] next(ByteBuffer bytes) {
    if (bytes.remaining() < Short.BYTES) {
      throw new Malformed("bundle: ends within a length");
    }
    byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
    if (bytes.remaining() < entry.length) {
      throw new Malformed("bundle: ends within an entry");
    }
    bytes.get(entry);
    return entry;
  }

  private static void requireWidth(int width) {
    if (width < 1 || width > WIDTH) {
      throw new Malformed("bundle: not 1 to " + WIDTH + " entries");
    }
  }

  /**
   * Where the {@code index}-th bundle is, below the folder of bundles: {@code x001/x234/067}, and
   * {@code 067.p/5} when it has only 5 entries yet.
   */
  public static String path(long index, int width) {
    StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return width == WIDTH ? path.toString() : path + ".p/" + width;
  }

  /**
   * Which bundle is at a path, full or not.
   *
   * @throws Malformed when none can be there
   */
  public static long index(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new Malformed("bundle: a file that is none: " + path);
    }
    String full = path.replaceFirst("\\.p/.*", "");
    return Long.parseLong(full.replaceAll("[x/]", ""));
  }
}
