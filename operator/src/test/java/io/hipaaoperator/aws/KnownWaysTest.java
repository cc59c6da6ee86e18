package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.Buckets.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often AWS is asked what gets out. */
class KnownWaysTest {
  private static final Duration POLL = Duration.ofMinutes(5);

  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean fails;
  private final WaysOut ways = known();

  private WaysOut known() {
    Services counted = TestServices.none().with(new Counted());
    Supplier<Answer<Services>> shared =
        KnownWays.shared(() -> Answer.known(counted), () -> now, POLL);
    return shared.get().answered().orElseThrow().ways();
  }

  private final class Counted implements WaysOut {
    private Answer<List<Way>> asked(String thing) {
      asked.add(thing);
      return fails ? new Answer.Unreachable<>("away") : Answer.known(List.of(Way.to("w", thing)));
    }

    @Override
    public Answer<List<Way>> grants(String key) {
      return asked(key);
    }

    @Override
    public Answer<List<Way>> subscriptions(String group) {
      return asked(group);
    }

    @Override
    public Answer<List<Way>> replicas(Bucket bucket) {
      return asked(bucket.name());
    }
  }

  @Test
  void fewAreAskedForAtEachLook() {
    for (int look = 0; look < 3; look++) {
      ways.grants("key");
      ways.subscriptions("group");
      ways.subscriptions("group");
      ways.replicas(new Bucket("bucket", "1"));
      now = now.plus(POLL.multipliedBy(4).dividedBy(5));
    }

    assertThat(asked).hasSize(9);
  }

  @Test
  void aBucketOfTheNameOfALogGroupIsAskedForItself() {
    ways.subscriptions("clinic");
    ways.replicas(new Bucket("clinic", "1"));
    ways.forget("clinic");
    ways.replicas(new Bucket("clinic", "1"));

    assertThat(asked).hasSize(3);
  }

  @Test
  void ofManyNoMoreThanSixAMinute() {
    for (int look = 0; look < 12; look++) {
      IntStream.range(0, 300).forEach(i -> ways.grants("key" + i));
      now = now.plus(POLL);
    }

    assertThat(asked).hasSizeLessThanOrEqualTo(300 + 60 * 6);
  }

  @Test
  void whoAsksForALookReadsAnewAndAFailureIsNotKept() {
    ways.grants("key");
    ways.forget("key");
    fails = true;

    assertThat(ways.grants("key")).isInstanceOf(Answer.Unreachable.class);
    fails = false;
    assertThat(ways.grants("key").answered()).isPresent();
    assertThat(asked).hasSize(3);
  }
}
