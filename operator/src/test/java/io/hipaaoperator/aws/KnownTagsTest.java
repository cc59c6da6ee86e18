package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Tags.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When tags are read that were read before: what the index hints at, and what it can't. */
class KnownTagsTest {
  private static final Duration POLL = Duration.ofMinutes(5);
  private static final String KEY = "arn:aws:kms:us-east-1:1:key/a";
  private static final Map<String, String> OURS = Map.of("by", "us", "uid", "1");

  private final Map<String, Map<String, String>> tags = new TreeMap<>();
  private final MemoryTags index = new MemoryTags(() -> tags);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int read;

  private final KnownTags known =
      new KnownTags(index, () -> now, POLL, new Tags.Query(List.of(Tags.KEYS), "by", "us"));

  KnownTagsTest() {
    tags.put(KEY, new HashMap<>(OURS));
  }

  private Map<String, String> look(String arn, Object version) {
    Answer<Map<String, String>> answer =
        known.of(
            new Thing(arn, version, OURS),
            () -> {
              read++;
              return Answer.known(Map.copyOf(tags.getOrDefault(arn, Map.of())));
            });
    return answer.answered().orElseThrow();
  }

  private Map<String, String> look() {
    return look(KEY, 1);
  }

  /** The next look, as early as one comes. */
  private void next() {
    now = now.plus(POLL.multipliedBy(4).dividedBy(5));
    read = 0;
  }

  private void change(String tag, String value) {
    tags.computeIfPresent(
        KEY,
        (_, old) -> {
          Map<String, String> more = new HashMap<>(old);
          more.put(tag, value);
          return more;
        });
  }

  @Test
  void whatTheIndexShowsUnchangedIsNotReadForAnHour() {
    look();
    for (int look = 0; look < 14; look++) {
      next();
      assertThat(look()).isEqualTo(OURS);
      assertThat(read).isZero();
    }
    next();
    look();
    assertThat(read).isEqualTo(1);
  }

  @Test
  void aChangeIsReadWithTheNextLookAndReadOnce() {
    look();
    change("team", "lab");
    next();
    assertThat(look()).containsEntry("team", "lab");
    assertThat(read).isEqualTo(1);

    next();
    look();
    assertThat(read).isZero();
  }

  /** Also the tag by which the index is asked. */
  @Test
  void whatVanishesFromTheIndexIsReadWithEachLook() {
    look();
    tags.put(KEY, Map.of("uid", "1"));
    for (int look = 0; look < 3; look++) {
      next();
      assertThat(look()).isEqualTo(Map.of("uid", "1"));
      assertThat(read).isEqualTo(1);
    }
  }

  /** What it shows is never an answer. */
  @Test
  void anIndexThatIsBehindOnlyCostsTime() {
    look();
    index.stop();
    change("uid", "2");
    next();
    assertThat(look()).isEqualTo(OURS);

    index.follow();
    next();
    assertThat(look()).containsEntry("uid", "2");
  }

  /** Nothing is reported or put back that was not read just then. */
  @Test
  void whatIsNotAsWantedIsNeverRemembered() {
    change("uid", "2");
    for (int look = 0; look < 3; look++) {
      assertThat(look()).containsEntry("uid", "2");
    }
    assertThat(read).isEqualTo(3);

    change("uid", "1");
    assertThat(look()).containsEntry("uid", "1");
  }

  @Test
  void whereTheIndexIsRefusedKeysAreReadWithEachLook() {
    index.failing = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));
    for (int look = 0; look < 3; look++) {
      next();
      look();
      assertThat(read).isEqualTo(1);
    }
  }

  /** Of 300 log groups an hour's share. */
  @Test
  void whereTheIndexIsRefusedLogGroupsAreReadAsOftenAsAwsAllows() {
    index.failing = Optional.of(new Answer.Unreachable<>("throttled by AWS"));
    List<String> groups =
        IntStream.range(0, 300)
            .mapToObj("arn:aws:logs:us-east-1:1:log-group:%d"::formatted)
            .toList();
    groups.forEach(group -> tags.put(group, OURS));
    groups.forEach(group -> look(group, 1));
    read = 0;
    now = now.plus(Duration.ofMinutes(59));
    groups.forEach(group -> look(group, 1));
    assertThat(read).isZero();

    now = now.plus(Duration.ofMinutes(1));
    groups.forEach(group -> look(group, 1));
    assertThat(read).isPositive();
  }

  @Test
  void oneReadOfTheIndexServesAllForAFifthOfAPoll() {
    for (int look = 0; look < 60; look++) {
      look();
      now = now.plusSeconds(1);
    }
    assertThat(index.asked).hasSize(1);
    look();
    assertThat(index.asked).hasSize(2);
  }

  @Test
  void anotherThingOfTheSameArnIsRead() {
    look(KEY, 1);
    look(KEY, 2);
    assertThat(read).isEqualTo(2);
  }

  @Test
  void whoAsksForALookReadsAnew() {
    look();
    known.forget(KEY);
    look();
    assertThat(read).isEqualTo(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    var thing = new Thing(KEY, 1, OURS);
    assertThat(known.of(thing, () -> new Answer.Unreachable<>("throttled by AWS")))
        .isInstanceOf(Answer.Unreachable.class);
    assertThat(look()).isEqualTo(OURS);
  }
}
