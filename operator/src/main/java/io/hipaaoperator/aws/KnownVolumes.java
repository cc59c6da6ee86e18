package io.hipaaoperator.aws;

import io.hipaaoperator.aws.Volumes.Volume;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * What AWS said of volumes, read on a thread of its own: nobody waits for AWS. How a volume is
 * encrypted never changes, so each is asked for once; one that AWS did not answer for is asked for
 * again.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html">Amazon EBS
 *     encryption</a>
 */
public final class KnownVolumes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownVolumes.class);

  /** Values of a filter in one call, at most. */
  private static final int BATCH = 200;

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Supplier<Answer<Volumes>> ebs;
  private final Duration pause;
  private final Map<String, Fact<Volume>> known = new ConcurrentHashMap<>();
  private final Queue<String> wanted = new ConcurrentLinkedQueue<>();
  private final List<Consumer<String>> callbacks = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(KnownVolumes::thread);

  /** Nothing is known yet, and nothing is asked before somebody wants to know. */
  public KnownVolumes(Supplier<Answer<Volumes>> ebs) {
    this(ebs, AGAIN);
  }

  /** The same with a pause of its own before AWS is asked again for what it did not answer. */
  KnownVolumes(Supplier<Answer<Volumes>> ebs, Duration pause) {
    this.ebs = ebs;
    this.pause = pause;
  }

  /** Calls back with the id of each volume of which something else is known than before. */
  public void onChange(Consumer<String> callback) {
    callbacks.add(callback);
  }

  /** What is known of a volume now; it is asked for if nothing is. */
  public Fact<Volume> of(String id) {
    Fact<Volume> before = known.putIfAbsent(id, notYet(id));
    if (before == null) {
      want(id);
      return notYet(id);
    }
    return before;
  }

  /** Nobody will ask for it any more. */
  public void forget(String id) {
    known.remove(id);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Fact<Volume> notYet(String id) {
    return new Fact.Unreachable<>("EBS volume " + id + " not read yet");
  }

  private void want(String id) {
    wanted.add(id);
    in(Duration.ZERO, this::ask);
  }

  private void in(Duration pause, Runnable work) {
    try {
      var unused = thread.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("no more volumes are read");
    }
  }

  private void ask() {
    List<String> ids = new ArrayList<>();
    for (String id = wanted.poll(); id != null; id = wanted.poll()) {
      ids.add(id);
    }
    for (int from = 0; from < ids.size(); from += BATCH) {
      ask(ids.subList(from, Math.min(ids.size(), from + BATCH)));
    }
  }

  /** Whatever goes wrong, those that were asked for are asked for again. */
  private void ask(List<String> ids) {
    try {
      Answer<Map<String, Volume>> answer = ebs.get().then(volumes -> volumes.byId(ids));
      ids.forEach(id -> learn(id, fact(id, answer)));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("failure", e.getClass().getName()).log("volumes not read");
    }
    List<String> unanswered = ids.stream().filter(this::isUnanswered).toList();
    if (!unanswered.isEmpty()) {
      int percent = ThreadLocalRandom.current().nextInt(80, 121);
      in(pause.multipliedBy(percent).dividedBy(100), () -> again(unanswered));
    }
  }

  private void again(List<String> ids) {
    wanted.addAll(ids);
    ask();
  }

  private static Fact<Volume> fact(String id, Answer<Map<String, Volume>> answer) {
    return switch (answer.fact()) {
      case Fact.Known<Map<String, Volume>>(var volumes) when volumes.containsKey(id) ->
          new Fact.Known<>(volumes.get(id));
      case Fact.Known<Map<String, Volume>> _ ->
          new Fact.Unreachable<>("AWS knows no EBS volume " + id + " in its account and region");
      case Fact.Unreachable<Map<String, Volume>>(String why, _) ->
          new Fact.Unreachable<>("EBS volume " + id + ": " + why);
    };
  }

  private void learn(String id, Fact<Volume> now) {
    Fact<Volume> before = known.replace(id, now);
    if (before != null && !before.equals(now)) {
      callbacks.forEach(callback -> callback.accept(id));
    }
  }

  private boolean isUnanswered(String id) {
    return known.get(id) instanceof Fact.Unreachable<Volume>;
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("volumes").unstarted(work);
  }
}
