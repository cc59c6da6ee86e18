package io.hipaaoperator.cluster;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Head of an HTTP/1.1 request or response.
 *
 * @param start request line or status line
 * @param headers name and value, as they came
 */
record HttpMessage(String start, List<String> headers) {
  private static final Set<String> UPGRADE_TO_HTTP2 = Set.of("http2-settings");

  /** Reads a head; empty when the other side has closed the connection in good order. */
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    String start = line(in);
    if (start == null) {
      return Optional.empty();
    }
    List<String> headers = new ArrayList<>();
    for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
      headers.add(header);
    }
    return Optional.of(new HttpMessage(start, headers));
  }

  private static @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  String method() {
    return start.substring(0, start.indexOf(' '));
  }

  /** Path and query. */
  String path() {
    return start.split(" ", 3)[1];
  }

  int code() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> name(header).equals(name.toLowerCase(Locale.ROOT)))
        .map(header -> header.substring(header.indexOf(':') + 1).strip())
        .findFirst();
  }

  boolean isWebSocket() {
    return header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
  }

  /** The same for another host, without the offer to go on in HTTP/2. */
  HttpMessage to(String host) {
    List<String> kept = new ArrayList<>(headers);
    kept.removeIf(header -> name(header).equals("host") || isHttp2(header));
    kept.add("Host: " + host);
    return new HttpMessage(start, kept);
  }

  private boolean isHttp2(String header) {
    return UPGRADE_TO_HTTP2.contains(name(header))
        || (!isWebSocket() && Set.of("upgrade", "connection").contains(name(header)));
  }

  private static String name(String header) {
    return header.substring(0, Math.max(0, header.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  void write(OutputStream out) throws IOException {
    String head = start + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Passes on the body that follows this head. */
  void copyBody(InputStream in, OutputStream out) throws IOException {
    if (header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      copyChunks(in, out);
    } else {
      copy(in, out, header("content-length").map(Long::parseLong).orElse(0L));
    }
    out.flush();
  }

  private static void copyChunks(InputStream in, OutputStream out) throws IOException {
    long size;
    do {
      String line = line(in);
      if (line == null) {
        throw new EOFException("in the middle of a chunked body");
      }
      size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      copy(in, out, size + 2);
      out.flush();
    } while (size > 0);
  }

  private static void copy(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[8192];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("in the middle of a body");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
