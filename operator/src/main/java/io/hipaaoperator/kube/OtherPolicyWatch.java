package io.hipaaoperator.kube;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.OtherPolicyLook.Finding;
import io.hipaaoperator.network.OtherPolicy;
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
 * Which policies of other APIs there are, looked up every few minutes: their kinds come and go with
 * the network that is installed, so that there is nothing that could be watched from the start. A
 * look that failed takes nothing back before what is known has become too old; then the first
 * reason is given until it is known again.
 */
public final class OtherPolicyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtherPolicyWatch.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Duration LEAST_VALIDITY = Duration.ofMinutes(5);

  /** Before the first look. */
  private static final Fact<List<OtherPolicy>> NOT_YET =
      new Fact.Unreachable<>("policies of other APIs not read yet");

  private final Supplier<Finding> look;
  private final Duration pause;
  private final InstantSource clock;
  private final List<Consumer<Change>> callbacks = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(OtherPolicyWatch::thread);
  private volatile Fact<List<OtherPolicy>> newest = NOT_YET;
  private Instant valid = Instant.MIN;
  private boolean failed;

  /**
   * A watch that is not started yet.
   *
   * @param look one look, which throws nothing
   * @param pause about how long between two looks
   */
  public OtherPolicyWatch(Supplier<Finding> look, Duration pause, InstantSource clock) {
    this.look = look;
    this.pause = pause;
    this.clock = clock;
  }

  /** What a look found that the one before had not. */
  public record Change(Fact<List<OtherPolicy>> before, Fact<List<OtherPolicy>> after) {}

  /** Calls back when a look finds something else than the one before. */
  public void onChange(Consumer<Change> callback) {
    callbacks.add(callback);
  }

  /** Starts; completes when the first look is over, whatever it found. */
  public CompletableFuture<Void> start() {
    return CompletableFuture.runAsync(this::round, thread);
  }

  /** What the last look found that did not fail, or why it is not known any more. */
  public Fact<List<OtherPolicy>> newest() {
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
      LOG.atError().addKeyValue("failure", e.getClass().getName()).log("look at policies failed");
    } finally {
      again();
    }
  }

  private Fact<List<OtherPolicy>> evidence(Finding found) {
    failed = found.policies() instanceof Fact.Unreachable;
    if (!failed) {
      valid = clock.instant().plus(validity());
    }
    return found.lasting() || isOver() ? found.policies() : newest;
  }

  /** Whether what was known is no evidence any more, and that was not said yet. */
  private boolean isOver() {
    return newest.equals(NOT_YET)
        || (newest instanceof Fact.Known && clock.instant().isAfter(valid));
  }

  private Duration validity() {
    Duration two = pause.multipliedBy(2);
    return two.compareTo(LEAST_VALIDITY) > 0 ? two : LEAST_VALIDITY;
  }

  private void update(Fact<List<OtherPolicy>> found) {
    Change change = new Change(newest, found);
    newest = found;
    if (!thread.isShutdown() && !change.before.equals(found)) {
      report(found);
      callbacks.forEach(callback -> callback.accept(change));
    }
  }

  private static void report(Fact<List<OtherPolicy>> found) {
    switch (found) {
      case Fact.Known<List<OtherPolicy>>(var policies) ->
          LOG.atInfo().addKeyValue("found", policies.size()).log("policies of other APIs");
      case Fact.Unreachable<List<OtherPolicy>>(String why, _) -> LOG.warn(why);
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
    return Thread.ofPlatform().daemon().name("other-policies").unstarted(work);
  }
}
