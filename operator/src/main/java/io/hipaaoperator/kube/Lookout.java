package io.hipaaoperator.kube;

import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes and goes with what is installed, so that there is nothing that could be watched from
 * the start: it is looked up every few minutes. A look that failed takes nothing back before what
 * is known has become too old; then the first reason is given until it is known again.
 *
 * @param <T> what is looked for
 */
public final class Lookout<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Duration LEAST_VALIDITY = Duration.ofMinutes(5);

  private final String what;
  private final Supplier<Finding<T>> look;
  private final Duration pause;
  private final InstantSource clock;
  private final List<Consumer<Change<T>>> callbacks = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Lookout::thread);
  private final Fact<List<T>> notYet;
  private volatile Fact<List<T>> newest;
  private Instant valid = Instant.MIN;
  private boolean failed;

  /**
   * A lookout that is not started yet.
   *
   * @param what is looked for, for people
   * @param look one look, which throws nothing
   * @param pause about how long between two looks
   */
  public Lookout(String what, Supplier<Finding<T>> look, Duration pause, InstantSource clock) {
    this.what = what;
    this.notYet = new Fact.Unreachable<>(what + " not read yet");
    this.newest = notYet;
    this.look = look;
    this.pause = pause;
    this.clock = clock;
  }

  /** What a look found that the one before had not. */
  public record Change<T>(Fact<List<T>> before, Fact<List<T>> after) {}

  /** Calls back when a look finds something else than the one before. */
  public void onChange(Consumer<Change<T>> callback) {
    callbacks.add(callback);
  }

  /** Starts; completes when the first look is over, whatever it found. */
  public CompletableFuture<Void> start() {
    return CompletableFuture.runAsync(this::round, thread);
  }

  /** What the last look found that did not fail, or why it is not known any more. */
  public Fact<List<T>> newest() {
    return newest;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Whatever goes wrong in one round, there is a next one. */
  private void round() {
    try {
      update(evidence(look.get()));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("failure", e.getClass().getName()).log("look for {} failed", what);
    } finally {
      again();
    }
  }

  private Fact<List<T>> evidence(Finding<T> found) {
    failed = found.all() instanceof Fact.Unreachable;
    if (!failed) {
      valid = clock.instant().plus(validity());
    }
    return found.lasting() || isOver() ? found.all() : newest;
  }

  /** Whether what was known is no evidence any more, and that was not said yet. */
  private boolean isOver() {
    return newest.equals(notYet)
        || (newest instanceof Fact.Known && clock.instant().isAfter(valid));
  }

  private Duration validity() {
    Duration two = pause.multipliedBy(2);
    return two.compareTo(LEAST_VALIDITY) > 0 ? two : LEAST_VALIDITY;
  }

  private void update(Fact<List<T>> found) {
    Change<T> change = new Change<>(newest, found);
    newest = found;
    if (!thread.isShutdown() && !change.before.equals(found)) {
      report(found);
      callbacks.forEach(callback -> callback.accept(change));
    }
  }

  private void report(Fact<List<T>> found) {
    switch (found) {
      case Fact.Known<List<T>>(var all) -> LOG.atInfo().addKeyValue("found", all.size()).log(what);
      case Fact.Unreachable<List<T>>(String why, _) -> LOG.warn(why);
    }
  }

  private void again() {
    try {
      var unused = thread.schedule(this::round, next().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("no more looks");
    }
  }

  /** A fifth sooner or later, so that not all operators ask at once. */
  private Duration next() {
    boolean soon = failed && AFTER_FAILURE.compareTo(pause) < 0;
    int percent = ThreadLocalRandom.current().nextInt(80, 121);
    return (soon ? AFTER_FAILURE : pause).multipliedBy(percent).dividedBy(100);
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("lookout").unstarted(work);
  }
}
