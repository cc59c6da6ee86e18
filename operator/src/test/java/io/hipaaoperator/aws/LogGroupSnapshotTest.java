package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogGroups.Group;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of log groups while a list of them is under way, and after one that is late. */
@Timeout(20)
class LogGroupSnapshotTest {
  private static final Duration POLL = Duration.ofMinutes(5);
  private static final int MANY = 20;

  private final Map<String, Group> groups = new TreeMap<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean isSlow;
  private final LogGroupSnapshot snapshot = new LogGroupSnapshot(aws(), () -> now, POLL);

  private LogGroups aws() {
    return (LogGroups)
        Proxy.newProxyInstance(
            LogGroups.class.getClassLoader(),
            new Class<?>[] {LogGroups.class},
            (_, method, arguments) ->
                method.getName().equals("list")
                    ? listed()
                    : Answer.known(Optional.ofNullable(groups.get((String) arguments[0]))));
  }

  /** As it was when the call came in, however late it is answered. */
  private Answer<List<Group>> listed() throws InterruptedException {
    List<Group> all = List.copyOf(groups.values());
    if (isSlow) {
      begun.countDown();
      end.await();
    }
    return Answer.known(all);
  }

  @BeforeEach
  void manyAreAskedFor() {
    IntStream.range(0, MANY).forEach(number -> keep("/g/" + number, 90));
    groups.keySet().forEach(snapshot::find);
    now = now.plus(POLL.dividedBy(2));
    isSlow = true;
  }

  private void keep(String name, int days) {
    groups.put(
        name,
        new Group(
            name,
            "arn:aws:logs:us-east-1:1:log-group:" + name,
            "STANDARD",
            Optional.of(days),
            Optional.empty(),
            false,
            Optional.empty(),
            now));
  }

  @Test
  void nobodyWaitsForAListWhoNeedsNone() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Answer<Optional<Group>>> first = threads.submit(() -> snapshot.find("/g/0"));
      begun.await();

      assertThat(snapshot.last("/g/1")).isPresent();
      snapshot.doubt("/g/2");
      assertThat(days("/g/2")).contains(90);

      end.countDown();
      assertThat(first.get()).isInstanceOf(Answer.Known.class);
    }
  }

  /** Or a repair that was just made would be undone in what is remembered, and made again. */
  @Test
  void aListThatIsLateIsNoNewsOfWhatWasWrittenMeanwhile() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Answer<Optional<Group>>> first = threads.submit(() -> snapshot.find("/g/0"));
      begun.await();

      keep("/g/1", 2192);
      snapshot.doubt("/g/1");
      assertThat(days("/g/1")).contains(2192);
      keep("/g/2", 2192);
      snapshot.doubt("/g/2");

      end.countDown();
      first.get();
    }
    assertThat(days("/g/1")).as("looked at meanwhile").contains(2192);
    assertThat(days("/g/2")).as("written to meanwhile").contains(2192);
    assertThat(days("/g/3")).contains(90);
  }

  private Optional<Integer> days(String name) {
    return snapshot.find(name).answered().orElseThrow().flatMap(Group::retentionDays);
  }
}
