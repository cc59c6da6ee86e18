package io.hipaaoperator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * The API server behind a connection that fails as a test wants it. It speaks plain HTTP/1.1 on a
 * loopback port and passes everything on, tokens and watches included.
 */
public final class FaultyServer implements AutoCloseable {
  private final URI upstream;
  private final SSLSocketFactory tls;
  private final ServerSocket listener;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Set<Relay> relays = ConcurrentHashMap.newKeySet();

  /** Listens at once, in front of the API server of this configuration. */
  FaultyServer(Config config) {
    try {
      upstream = URI.create(config.getMasterUrl());
      SSLContext context = SSLUtils.sslContext(null, SSLUtils.trustManagers(config));
      tls = context.getSocketFactory();
      listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private record Rule(Predicate<Call> concerned, Fault fault, AtomicInteger left) {}

  /**
   * A request.
   *
   * @param method GET, PATCH, ...
   * @param path path and query
   */
  public record Call(String method, String path) {
    /** A watch of any kind. */
    public boolean isWatch() {
      return path.contains("watch=true");
    }

    /** A change of this plural resource, or of its status. */
    public boolean changes(String resource) {
      return !method.equals("GET") && path.contains("/" + resource);
    }

    /** A change of the status of a PhiWorkload. */
    public boolean isStatus() {
      return method.equals("PATCH") && path.split("\\?", 2)[0].endsWith("/status");
    }
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  /** Lets the next so many requests of this kind fail; gives how many of them are still to come. */
  public AtomicInteger inject(int times, Predicate<Call> concerned, Fault fault) {
    var left = new AtomicInteger(times);
    rules.add(new Rule(concerned, fault, left));
    return left;
  }

  /** Cuts every connection, watches included. */
  public void cut() {
    relays.forEach(Relay::close);
  }

  /** What is to happen to this request. */
  Optional<Fault> fault(Call call) {
    return rules.stream()
        .filter(rule -> rule.concerned().test(call))
        .filter(rule -> rule.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0)
        .map(Rule::fault)
        .findFirst();
  }

  Socket connect() throws IOException {
    return tls.createSocket(upstream.getHost(), upstream.getPort());
  }

  String host() {
    return upstream.getAuthority();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var relay = new Relay(this, listener.accept());
        relays.add(relay);
        Thread.ofVirtual().start(() -> run(relay));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void run(Relay relay) {
    try (relay) {
      relay.run();
    } catch (IOException e) {
      // either side has gone, as tests want it
    } finally {
      relays.remove(relay);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
