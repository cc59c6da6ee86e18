package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether the caches are current, and calls back when that has changed. */
public final class CacheMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CacheMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final CacheHealth health;
  private final MeterRegistry meters;
  private final Runnable callback;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Not started yet.
   *
   * @param callback is run when other caches than before are stale; it must be quick
   */
  public CacheMonitor(CacheHealth health, MeterRegistry meters, Runnable callback) {
    this.health = health;
    this.callback = callback;
    this.meters = meters;
  }

  private void gauge(Class<? extends HasMetadata> kind) {
    Gauge.builder("hipaa.cache.stale", () -> health.doubt(List.of(kind)).isPresent() ? 1 : 0)
        .description("Whether objects of a kind can't be watched")
        .tag("kind", kind.getSimpleName())
        .register(meters);
  }

  /** Starts to look at the caches that there are by now. */
  public void start() {
    health.kinds().forEach(this::gauge);
    Thread.ofVirtual().name("cache-monitor").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look that fails is no reason not to look again. */
  private void look() {
    try {
      if (health.check()) {
        warn();
        callback.run();
      }
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("failure", e.getClass().getSimpleName()).log("cache check failed");
    }
  }

  private void warn() {
    health.kinds().stream()
        .flatMap(kind -> health.doubt(List.of(kind)).stream())
        .forEach(why -> LOG.atWarn().addKeyValue("why", why).log("stale cache"));
  }

  /** Whether the watches of a controller are open just now. */
  public static boolean isWatching(RegisteredController<?> controller) {
    var health = controller.getControllerHealthInfo();
    for (InformerWrappingEventSourceHealthIndicator<?> source :
        health.informerEventSourceHealthIndicators().values()) {
      if (!isWatching(source)) {
        return false;
      }
    }
    return true;
  }

  /** Before the start there is no informer. */
  private static boolean isWatching(InformerWrappingEventSourceHealthIndicator<?> source) {
    var informers = source.informerHealthIndicators().values();
    return !informers.isEmpty() && informers.stream().allMatch(InformerHealthIndicator::isWatching);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
