package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.OtherPolicyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Looks again and again, and tells what is new. */
class LookoutTest {
  private static final Fact<List<OtherPolicy>> NONE = new Fact.Known<>(List.of());
  private static final Fact<List<OtherPolicy>> ONE =
      new Fact.Known<>(List.of(OtherPolicy.of(OtherPolicyKind.KNOWN.getFirst(), "", "open-all")));

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
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

  /** Neither a moment's failure nor another reason for it is news. */
  @Test
  void whatIsKnownStaysSoForAWhile() {
    var server = new AtomicReference<>(known(NONE));
    try (var watch = findings(server::get)) {
      watch.start().join();
      server.set(failed("HTTP 503"));
      awaitLooks(5);
      now.set(NOON.plus(Duration.ofMinutes(5)));
      awaitLooks(5);
      assertThat(told).containsExactly(NONE);

      now.set(NOON.plus(Duration.ofMinutes(6)));
      Eventually.until(told::size, size -> size == 2);
      server.set(failed("HTTP 429"));
      awaitLooks(5);
      server.set(known(ONE));
      Eventually.until(watch::newest, ONE::equals);
      assertThat(told).containsExactly(NONE, failed("HTTP 503").all(), ONE);
    }
  }

  @Test
  void aMissingRightCountsAtOnce() {
    var forbidden = new Finding<OtherPolicy>(new Fact.Unreachable<>("no right"), true);
    var server = new AtomicReference<>(known(NONE));
    try (var watch = findings(server::get)) {
      watch.start().join();
      server.set(forbidden);
      Eventually.until(watch::newest, forbidden.all()::equals);
      server.set(failed("HTTP 503"));
      awaitLooks(5);
      assertThat(told).containsExactly(NONE, forbidden.all());
    }
  }

  private void awaitLooks(int more) {
    int enough = looks.get() + more;
    Eventually.until(looks::get, count -> count > enough);
  }

  private Lookout<OtherPolicy> watch(Supplier<Fact<List<OtherPolicy>>> look) {
    return of(() -> known(look.get()));
  }

  private Lookout<OtherPolicy> findings(Supplier<Finding<OtherPolicy>> look) {
    return of(
        () -> {
          looks.incrementAndGet();
          return look.get();
        });
  }

  private Lookout<OtherPolicy> of(Supplier<Finding<OtherPolicy>> look) {
    var watch = new Lookout<>(OtherPolicyLook.WHAT, look, Duration.ofMillis(5), now::get);
    watch.onChange(change -> told.add(change.after()));
    return watch;
  }

  private static Finding<OtherPolicy> known(Fact<List<OtherPolicy>> policies) {
    return new Finding<>(policies, true);
  }

  private static Finding<OtherPolicy> failed(String why) {
    return new Finding<>(new Fact.Unreachable<>(why), false);
  }

  private static Fact<List<OtherPolicy>> failing() {
    throw new IllegalStateException("a bug");
  }
}
