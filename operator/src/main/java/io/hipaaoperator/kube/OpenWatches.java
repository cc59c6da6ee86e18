package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a watch as open as soon as the server has accepted it. The client itself waits for the
 * first bytes; of a kind that is quiet they come with a bookmark, a minute later, and until then
 * its cache would pass for stale each time the watch is opened anew.
 */
final class OpenWatches implements Interceptor {
  private static final Logger LOG = LoggerFactory.getLogger(OpenWatches.class);

  /** A body without a word. */
  static final AsyncBody NOTHING = new Nothing();

  /** Of a refused WebSocket, which is tried first, nobody takes bytes. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.@Nullable Consumer<List<ByteBuffer>> bytes) {
    if (bytes != null && response.code() == 200 && isWatch(request)) {
      open(bytes);
    }
  }

  static boolean isWatch(HttpRequest request) {
    String query = request.uri().getQuery();
    return query != null && List.of(query.split("&")).contains("watch=true");
  }

  /** Hands over no bytes at all, which says as much as the first ones. */
  private static void open(AsyncBody.Consumer<List<ByteBuffer>> bytes) {
    try {
      bytes.consume(List.of(), NOTHING);
    } catch (Exception e) {
      LOG.atWarn().addKeyValue("failure", e.getClass().getSimpleName()).log("watch not opened");
    }
  }

  private static final class Nothing implements AsyncBody {
    @Override
    public void consume() {}

    @Override
    public CompletableFuture<Void> done() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void cancel() {}
  }
}
