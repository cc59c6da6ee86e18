package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Gives the client the events of a watch in ASCII, with other characters escaped as JSON does. The
 * client's own reader of plain watches puts as many NULs behind characters of several bytes as they
 * have bytes too many, and tears those apart that come in two pieces: the next event could not be
 * read, and the watch ended.
 */
final class EscapedWatches implements Interceptor {

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return OpenWatches.isWatch(request) ? new Escaping(consumer) : consumer;
  }

  /** The bytes of one watch, in the order in which they come. */
  static final class Escaping implements AsyncBody.Consumer<List<ByteBuffer>> {
    private static final int ASCII = 0x80;

    private final AsyncBody.Consumer<List<ByteBuffer>> to;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = new byte[0];

    Escaping(AsyncBody.Consumer<List<ByteBuffer>> to) {
      this.to = to;
    }

    @Override
    public void consume(List<ByteBuffer> bytes, AsyncBody body) throws Exception {
      to.consume(bytes.stream().map(this::escaped).toList(), body);
    }

    @Override
    public <U> @Nullable U unwrap(Class<U> target) {
      return to.unwrap(target);
    }

    private ByteBuffer escaped(ByteBuffer bytes) {
      return begun.length == 0 && isAscii(bytes) ? bytes : escaped(decoded(bytes));
    }

    private static boolean isAscii(ByteBuffer bytes) {
      for (int i = bytes.position(); i < bytes.limit(); i++) {
        if (bytes.get(i) < 0) {
          return false;
        }
      }
      return true;
    }

    /** A character of which the last bytes have not come is kept until they do. */
    private CharBuffer decoded(ByteBuffer bytes) {
      ByteBuffer all = ByteBuffer.allocate(begun.length + bytes.remaining());
      all.put(begun).put(bytes).flip();
      CharBuffer characters = CharBuffer.allocate(all.remaining());
      decoder.decode(all, characters, false);
      begun = new byte[all.remaining()];
      all.get(begun);
      return characters.flip();
    }

    private static ByteBuffer escaped(CharBuffer characters) {
      var text = new StringBuilder();
      characters.chars().forEach(c -> append(text, (char) c));
      return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void append(StringBuilder text, char c) {
      if (c < ASCII) {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
  }
}
