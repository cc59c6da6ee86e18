package io.hipaaoperator;

import io.javaoperatorsdk.operator.Operator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * What JOSDK does later, such as looking whether resources it remembers are still there. Its pool
 * is made without a core thread, so that the thread which waits for the next deed wakes a hundred
 * times a second (<a href="https://bugs.openjdk.org/browse/JDK-8129861">JDK-8129861</a>), and is
 * not stopped with the operator.
 */
final class LaterWork {
  private LaterWork() {}

  /** Lets its thread sleep until something is due. */
  static void calm(Operator operator) {
    if (pool(operator) instanceof ScheduledThreadPoolExecutor pool) {
      pool.setCorePoolSize(1);
    }
  }

  /** Ends it. */
  static void stop(Operator operator) {
    ScheduledExecutorService pool = pool(operator);
    if (pool != null) {
      pool.shutdownNow();
    }
  }

  private static ScheduledExecutorService pool(Operator operator) {
    return operator
        .getConfigurationService()
        .getExecutorServiceManager()
        .scheduledExecutorService();
  }
}
