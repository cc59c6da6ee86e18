package io.hipaaoperator.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines as bytes: without their line feed, and nothing else taken away or decoded. */
final class StoredLines {
  /** Longer than any entry; the rest of such a line is left out, and so it is no entry. */
  private static final int MOST = 1 << 17;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);

  StoredLines(InputStream in) {
    this.in = in;
  }

  /** The next line, or null after the last. */
  byte @Nullable [] next() throws IOException {
    line.reset();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() < MOST) {
        line.write(next);
      }
    }
    return line.toByteArray();
  }
}
