package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What belongs to log groups, listed for the whole region for all who ask, or asked for group by
 * group where that takes fewer calls. That a group has none is never told from a list, nor what
 * somebody wrote to since it began.
 *
 * @param <T> what a group has
 */
final class ListedByGroup<T> {
  /** What AWS tells at once. */
  private static final int PAGE = 50;

  /** Lists that are made from one poll to the next. */
  private static final int LISTS = 5;

  /** Lists the whole region, by group. */
  interface All<T> {
    /** What all groups have; those that have nothing are not in it. */
    Answer<Map<String, List<T>>> read(LogMetrics aws);
  }

  /** Asks for one group. */
  interface One<T> {
    /** What this group has. */
    Answer<List<T>> read(LogMetrics aws, String group);
  }

  private final InstantSource clock;
  private final Duration poll;
  private final All<T> all;
  private final One<T> one;
  private final Recent<Map<String, List<T>>> recent;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();
  private volatile int size;

  /** Nothing is listed yet. */
  ListedByGroup(InstantSource clock, Duration poll, All<T> all, One<T> one) {
    this.clock = clock;
    this.poll = poll;
    this.all = all;
    this.one = one;
    this.recent = new Recent<>(poll.dividedBy(LISTS), clock);
  }

  /** What a group has. Where no list is allowed, or it lacks the group, that is asked for alone. */
  Answer<List<T>> of(LogMetrics aws, String group) {
    Instant now = clock.instant();
    asked.put(group, now);
    asked.values().removeIf(time -> time.isBefore(now.minus(poll.multipliedBy(2))));
    if (doubtful.contains(group) || !paysOff()) {
      return one.read(aws, group);
    }
    return switch (recent.answer("", () -> list(aws))) {
      case Answer.Known<Map<String, List<T>>>(var listed) when has(listed, group) ->
          Answer.known(listed.getOrDefault(group, List.of()));
      case Answer.Unreachable<Map<String, List<T>>>(String why, boolean undone) ->
          new Answer.Unreachable<>(why, undone);
      case Answer<Map<String, List<T>>> _ -> one.read(aws, group);
    };
  }

  private boolean has(Map<String, List<T>> listed, String group) {
    return listed.containsKey(group) && !doubtful.contains(group);
  }

  /** Whether lists of all take fewer calls than to ask for each. */
  private boolean paysOff() {
    return asked.size() > LISTS * (1 + size / PAGE);
  }

  private Answer<Map<String, List<T>>> list(LogMetrics aws) {
    Set<String> before = Set.copyOf(doubtful);
    Answer<Map<String, List<T>>> answer = all.read(aws);
    if (answer instanceof Answer.Known<Map<String, List<T>>>(var listed)) {
      size = listed.values().stream().mapToInt(List::size).sum();
      doubtful.removeAll(before);
    }
    return answer;
  }

  /** Lists anew next time. */
  void forget() {
    recent.forget();
  }

  /** Somebody wrote to a group: what was listed of it does not count any more. */
  void doubt(String group) {
    doubtful.add(group);
  }
}
