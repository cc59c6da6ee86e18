package io.hipaaoperator.cluster;

import io.hipaaoperator.cluster.Fault.Answer;
import io.hipaaoperator.cluster.Fault.Lost;
import io.hipaaoperator.cluster.Fault.Meanwhile;
import io.hipaaoperator.cluster.Fault.Moment;
import io.hipaaoperator.cluster.Fault.Unanswered;
import io.hipaaoperator.cluster.FaultyServer.Call;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a client to the {@link FaultyServer}, and its own one to the API server. */
final class Relay implements AutoCloseable {
  private final FaultyServer server;
  private final Socket client;
  private final InputStream fromClient;
  private final OutputStream toClient;
  private volatile @Nullable Socket upstream;

  Relay(FaultyServer server, Socket client) throws IOException {
    this.server = server;
    this.client = client;
    this.fromClient = new BufferedInputStream(client.getInputStream());
    this.toClient = new BufferedOutputStream(client.getOutputStream());
  }

  /** Passes on requests until either side is gone. */
  void run() throws IOException {
    Socket api = server.connect();
    upstream = api;
    InputStream fromApi = new BufferedInputStream(api.getInputStream());
    OutputStream toApi = new BufferedOutputStream(api.getOutputStream());
    for (Optional<HttpMessage> request = HttpMessage.read(fromClient);
        request.isPresent() && exchange(request.get(), fromApi, toApi);
        request = HttpMessage.read(fromClient)) {}
  }

  /** Whether the connection is good for another request. */
  private boolean exchange(HttpMessage request, InputStream fromApi, OutputStream toApi)
      throws IOException {
    byte[] body = body(request);
    Fault fault = server.fault(new Call(request.method(), request.path())).orElse(null);
    if (fault instanceof Lost) {
      return false;
    }
    if (fault instanceof Answer answer) {
      answer(answer);
      return true;
    }
    happens(fault, Moment.BEFORE);
    request.to(server.host()).write(toApi);
    toApi.write(body);
    toApi.flush();
    HttpMessage response = HttpMessage.read(fromApi).orElseThrow(IOException::new);
    happens(fault, Moment.AFTER);
    if (fault instanceof Unanswered) {
      return false;
    }
    response.write(toClient);
    return request.isWebSocket() && response.code() == 101
        ? pump(fromApi, toApi)
        : copied(response, fromApi);
  }

  private byte[] body(HttpMessage request) throws IOException {
    var body = new ByteArrayOutputStream();
    request.copyBody(fromClient, body);
    return body.toByteArray();
  }

  private static void happens(@Nullable Fault fault, Moment moment) {
    if (fault instanceof Meanwhile meanwhile && meanwhile.moment() == moment) {
      meanwhile.happens().run();
    }
  }

  private boolean copied(HttpMessage response, InputStream fromApi) throws IOException {
    response.copyBody(fromApi, toClient);
    return true;
  }

  /** Both ways at once, until one ends. */
  private boolean pump(InputStream fromApi, OutputStream toApi) throws IOException {
    Thread.ofVirtual().start(() -> transfer(fromClient, toApi));
    transfer(fromApi, toClient);
    return false;
  }

  private void transfer(InputStream in, OutputStream out) {
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      close();
    }
  }

  private void answer(Answer answer) throws IOException {
    String status =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"reason\":\"%s\",\"message\":\"injected by a test\"}"
            .formatted(answer.code(), answer.code() == 409 ? "Conflict" : "Injected");
    byte[] body = status.getBytes(StandardCharsets.UTF_8);
    List<String> headers = new ArrayList<>();
    headers.add("Content-Type: application/json");
    headers.add("Content-Length: " + body.length);
    answer.headers().forEach((name, value) -> headers.add(name + ": " + value));
    var head = new HttpMessage("HTTP/1.1 " + answer.code() + " Injected", headers);
    head.write(toClient);
    head.copyBody(new ByteArrayInputStream(body), toClient);
  }

  @Override
  public void close() {
    try {
      client.close();
      Socket api = upstream;
      if (api != null) {
        api.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
