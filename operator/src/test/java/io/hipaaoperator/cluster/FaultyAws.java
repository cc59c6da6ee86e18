package io.hipaaoperator.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cluster.AwsFault.DoneButLost;
import io.hipaaoperator.cluster.AwsFault.DoneButRefused;
import io.hipaaoperator.cluster.AwsFault.Lost;
import io.hipaaoperator.cluster.AwsFault.Refused;
import io.hipaaoperator.cluster.AwsFault.Slow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The emulated AWS behind a connection that fails as a test wants it. It listens on a loopback port
 * and passes everything else on. A signature holds the host that it was made for, so what is behind
 * must be an emulator, which looks at none.
 */
public final class FaultyAws implements AutoCloseable {
  private static final int THREADS = 16;

  private final Aws.Location behind;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Function<AwsCall, Optional<AwsFault>>> rules = new CopyOnWriteArrayList<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> passed = new ConcurrentHashMap<>();
  private HttpServer server = listening(0);

  /** Listens at once, in front of this place. */
  public FaultyAws(Aws.Location behind) {
    this.behind = behind;
  }

  /** Where the program under test finds it. */
  public Aws.Location location() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new Aws.Location(behind.region(), Optional.of(URI.create(url)), behind.callRate());
  }

  /** Lets the next so many calls of this kind fail; gives how many of them are still to come. */
  public AtomicInteger inject(int times, Predicate<AwsCall> concerned, AwsFault fault) {
    var left = new AtomicInteger(times);
    rules.add(
        call ->
            concerned.test(call) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0
                ? Optional.of(fault)
                : Optional.empty());
    return left;
  }

  /** Lets all calls of this kind fail until it is healed. */
  public void inject(Predicate<AwsCall> concerned, AwsFault fault) {
    rules.add(call -> Optional.of(fault).filter(_ -> concerned.test(call)));
  }

  /** Lets this share of calls of this kind fail until it is healed, each in one of these ways. */
  public void inject(
      double share, Random chance, Predicate<AwsCall> concerned, List<AwsFault> ways) {
    rules.add(
        call ->
            concerned.test(call) && chance.nextDouble() < share
                ? Optional.of(ways.get(chance.nextInt(ways.size())))
                : Optional.empty());
  }

  /** From now on nothing fails. */
  public void heal() {
    rules.clear();
  }

  /** Refuses connections, as an address does where nothing is. */
  public void die() {
    server.stop(0);
  }

  /** Is there again, at the same address. */
  public void revive() {
    server = listening(server.getAddress().getPort());
  }

  /** How often this was asked for; each attempt of a call counts. */
  public int asked(String action) {
    return asked.getOrDefault(action, new AtomicInteger()).get();
  }

  /** How often the emulator was asked for it. */
  public int passed(String action) {
    return passed.getOrDefault(action, new AtomicInteger()).get();
  }

  @Override
  public void close() {
    die();
    threads.shutdownNow();
    http.shutdownNow();
  }

  private HttpServer listening(int port) {
    try {
      var next =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      next.setExecutor(threads);
      next.createContext("/", this::serve);
      next.start();
      return next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An exchange that is closed before it was answered is a connection that breaks. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      AwsCall call = AwsCall.of(exchange);
      count(asked, call);
      serve(call, exchange, fault(call));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<AwsFault> fault(AwsCall call) {
    return rules.stream().flatMap(rule -> rule.apply(call).stream()).findFirst();
  }

  private void serve(AwsCall call, HttpExchange exchange, Optional<AwsFault> fault)
      throws IOException, InterruptedException {
    if (fault.isEmpty()) {
      done(call).to(exchange);
      return;
    }
    switch (fault.get()) {
      case Refused refused -> AwsAnswer.of(refused, call).to(exchange);
      case Lost() -> {}
      case DoneButRefused(Refused refused) -> {
        done(call);
        AwsAnswer.of(refused, call).to(exchange);
      }
      case DoneButLost() -> done(call);
      case Slow(Duration pause) -> {
        AwsAnswer answer = done(call);
        Thread.sleep(pause);
        answer.to(exchange);
      }
    }
  }

  /** What the emulator says to it. */
  private AwsAnswer done(AwsCall call) throws IOException, InterruptedException {
    count(passed, call);
    var request = call.at(behind.endpoint().orElseThrow());
    return AwsAnswer.of(http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1)));
  }

  private static void count(Map<String, AtomicInteger> calls, AwsCall call) {
    calls.computeIfAbsent(call.action(), _ -> new AtomicInteger()).incrementAndGet();
  }
}
