package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cache that nobody feeds is no evidence, and it is said so once. */
class CacheHealthTest {
  private Instant now = Instant.parse("2026-01-02T08:00:00.5Z");
  private boolean pods = true;

  private final CacheHealth health = new CacheHealth(() -> now);

  @BeforeEach
  void look() {
    health.add(Pod.class, () -> pods);
    health.add(Service.class, () -> true);
  }

  @Test
  void whatIsWatchedIsEvidence() {
    assertThat(later(3600)).isFalse();
    assertThat(health.doubt(List.of(Pod.class, Service.class))).isEmpty();
  }

  @Test
  void aWatchThatComesBackSoonIsNoDoubt() {
    pods = false;
    assertThat(later(5)).isFalse();
    assertThat(later(29)).isFalse();
    pods = true;
    assertThat(later(5)).isFalse();
    pods = false;
    assertThat(later(5)).isFalse();
  }

  @Test
  void whatIsNotWatchedForLongIsInDoubt() {
    pods = false;
    later(5);

    assertThat(later(30)).isTrue();
    assertThat(later(30)).isFalse();
    assertThat(health.doubt(List.of(Service.class))).isEmpty();
    assertThat(health.doubt(List.of(Service.class, Pod.class)))
        .contains("objects of kind Pod could not be watched since 2026-01-02T08:00:05Z");
  }

  @Test
  void aWatchThatIsOpenAgainIsBelievedAtOnceAndTold() {
    pods = false;
    later(5);
    later(30);
    pods = true;

    assertThat(health.doubt(List.of(Pod.class))).isEmpty();
    assertThat(later(5)).isTrue();
  }

  private boolean later(int seconds) {
    now = now.plusSeconds(seconds);
    return health.check();
  }
}
