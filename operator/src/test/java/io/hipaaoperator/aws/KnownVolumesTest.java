package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Volumes.Volume;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.control.Fact;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownVolumesTest {
  private static final Volume ENCRYPTED = new Volume(true, Optional.of("arn:key"), "in-use");

  private final BlockingQueue<List<String>> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private volatile Answer<Map<String, Volume>> answer = Answer.known(Map.of("vol-1", ENCRYPTED));
  private final KnownVolumes volumes =
      new KnownVolumes(() -> Answer.known(this::answer), Duration.ofMillis(20));

  private Answer<Map<String, Volume>> answer(Collection<String> ids) {
    asked.add(List.copyOf(ids));
    return answer;
  }

  @AfterEach
  void close() {
    volumes.close();
  }

  @Test
  void nobodyWaitsForAwsAndEachVolumeIsAskedForOnce() throws InterruptedException {
    volumes.onChange(changed::add);

    assertThat(volumes.of("vol-1")).isInstanceOf(Fact.Unreachable.class);
    assertThat(changed.poll(10, TimeUnit.SECONDS)).isEqualTo("vol-1");
    assertThat(volumes.of("vol-1")).isEqualTo(new Fact.Known<>(ENCRYPTED));
    assertThat(asked).containsExactly(List.of("vol-1"));
  }

  @Test
  void whatAwsDidNotAnswerIsAskedForAgain() {
    answer = new Answer.Unreachable<>("throttled by AWS");
    volumes.of("vol-1");
    Eventually.until(() -> volumes.of("vol-1").toString(), fact -> fact.contains("throttled"));

    answer = Answer.known(Map.of());
    Eventually.until(() -> volumes.of("vol-1").toString(), fact -> fact.contains("knows no"));

    answer = Answer.known(Map.of("vol-1", ENCRYPTED));
    Eventually.until(() -> volumes.of("vol-1"), fact -> fact instanceof Fact.Known);
  }

  @Test
  void manyAreAskedForInBatches() {
    answer = new Answer.Unreachable<>("throttled by AWS");
    IntStream.range(0, 450).forEach(i -> volumes.of("vol-" + i));

    Eventually.until(() -> volumes.of("vol-449").toString(), fact -> fact.contains("throttled"));
    assertThat(asked).allSatisfy(ids -> assertThat(ids).hasSizeLessThanOrEqualTo(200));
  }

  @Test
  void whatNobodyUsesAnyMoreIsForgotten() {
    volumes.of("vol-1");
    Eventually.until(() -> volumes.of("vol-1"), fact -> fact instanceof Fact.Known);

    volumes.forget("vol-1");

    assertThat(volumes.of("vol-1")).isInstanceOf(Fact.Unreachable.class);
  }
}
