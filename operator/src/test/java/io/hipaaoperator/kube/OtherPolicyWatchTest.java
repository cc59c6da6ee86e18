package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Looks again and again, and tells what is new. */
class OtherPolicyWatchTest {
  private static final Fact<List<OtherPolicy>> NONE = new Fact.Known<>(List.of());
  private static final Fact<List<OtherPolicy>> ONE =
      new Fact.Known<>(List.of(OtherPolicy.of(OtherPolicyKind.ALL.getFirst(), "", "open-all")));

  private final AtomicInteger looks = new AtomicInteger();
  private final List<Fact<List<OtherPolicy>>> told = new CopyOnWriteArrayList<>();

  @Test
  void beforeTheFirstLookNothingIsKnown() {
    try (var watch = watch(() -> NONE)) {
      assertThat(watch.newest()).isInstanceOf(Fact.Unreachable.class);
      watch.start().join();
      assertThat(watch.newest()).isEqualTo(NONE);
    }
  }

  @Test
  void onlyWhatIsNewIsTold() {
    try (var watch = watch(() -> looks.incrementAndGet() < 5 ? NONE : ONE)) {
      watch.start().join();
      Eventually.until(looks::get, count -> count > 10);
      assertThat(told).containsExactly(NONE, ONE);
    }
  }

  @Test
  void neitherALookNorACallbackThatFailsIsTheLast() {
    try (var watch = watch(() -> looks.incrementAndGet() < 3 ? failing() : ONE)) {
      watch.onChange(_ -> failing());
      watch.start().join();
      Eventually.until(looks::get, count -> count > 5);
      assertThat(watch.newest()).isEqualTo(ONE);
    }
  }

  private OtherPolicyWatch watch(Supplier<Fact<List<OtherPolicy>>> look) {
    var watch = new OtherPolicyWatch(look, Duration.ofMillis(5));
    watch.onChange(change -> told.add(change.after()));
    return watch;
  }

  private static Fact<List<OtherPolicy>> failing() {
    throw new IllegalStateException("a bug");
  }
}
