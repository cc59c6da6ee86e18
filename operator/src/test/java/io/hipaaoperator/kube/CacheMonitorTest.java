package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.hipaaoperator.api.EncryptionKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Each cache that there is at the start is measured. */
class CacheMonitorTest {
  @Test
  void aCacheThatComesAfterTheOthersIsMeasuredToo() {
    var meters = new SimpleMeterRegistry();
    var health = new CacheHealth(InstantSource.system());
    health.add(Pod.class, () -> true);
    try (var monitor = new CacheMonitor(health, meters, () -> {})) {
      health.add(EncryptionKey.class, () -> true);
      monitor.start();

      assertThat(meters.get("hipaa.cache.stale").gauges())
          .extracting(gauge -> gauge.getId().getTag("kind"))
          .containsExactlyInAnyOrder("Pod", "EncryptionKey");
    }
  }
}
