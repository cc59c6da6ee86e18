package io.hipaaoperator.aws;

import io.hipaaoperator.aws.LogGroups.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All log groups of a region, listed once for all who ask. Where few ask and there are many groups,
 * each is asked for by its name instead, which takes fewer calls. Nobody who needs neither waits
 * for AWS here.
 */
final class LogGroupSnapshot {
  /** Groups that AWS tells at once. */
  private static final int PAGE = 50;

  /** Lists that are made from one poll to the next. */
  private static final int LISTS = 5;

  private final LogGroups aws;
  private final InstantSource clock;
  private final Duration poll;
  private final SharedCall<List<Group>> list;
  private final Map<String, Instant> asked = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();

  /**
   * What was looked at or doubted since a list began, which may be older: the list says nothing.
   */
  private final Map<String, Long> touched = new HashMap<>();

  private final Map<String, Group> byName = new HashMap<>();
  private long events;
  private int size;

  /** Nothing is listed yet. */
  LogGroupSnapshot(LogGroups aws, InstantSource clock, Duration poll) {
    this.aws = aws;
    this.clock = clock;
    this.poll = poll;
    this.list = new SharedCall<>(this::list, clock, poll.dividedBy(LISTS));
  }

  /** The group of a name. That there is none is never told from memory. */
  Answer<Optional<Group>> find(String name) {
    return isAskedForAlone(name)
        ? look(name)
        : list.answer()
            .then(
                _ ->
                    last(name)
                        .map(group -> Answer.known(Optional.of(group)))
                        .orElseGet(() -> look(name)));
  }

  private synchronized boolean isAskedForAlone(String name) {
    Instant now = clock.instant();
    asked.put(name, now);
    asked.values().removeIf(time -> time.isBefore(now.minus(poll.multipliedBy(2))));
    return doubtful.contains(name) || !paysOff();
  }

  /** Whether a list of all takes fewer calls than to ask for each. */
  private boolean paysOff() {
    return asked.size() > LISTS * (1 + size / PAGE);
  }

  private Answer<List<Group>> list() {
    long begun = event();
    Answer<List<Group>> all = aws.list("");
    all.answered().ifPresent(groups -> took(groups, begun));
    return all;
  }

  private synchronized void took(List<Group> groups, long begun) {
    touched.values().removeIf(event -> event <= begun);
    byName.keySet().retainAll(touched.keySet());
    doubtful.retainAll(touched.keySet());
    groups.stream()
        .filter(group -> !touched.containsKey(group.name()))
        .forEach(group -> byName.put(group.name(), group));
    size = groups.size();
  }

  private Answer<Optional<Group>> look(String name) {
    long begun = event();
    Answer<Optional<Group>> answer = aws.find(name);
    answer.answered().ifPresent(found -> took(name, found, begun));
    return answer;
  }

  private synchronized void took(String name, Optional<Group> found, long begun) {
    found.ifPresentOrElse(group -> byName.put(name, group), () -> byName.remove(name));
    if (touched.getOrDefault(name, 0L) <= begun) {
      doubtful.remove(name);
    }
    touched.put(name, event());
  }

  /** The number of what happens now, among all that happens. */
  private synchronized long event() {
    return ++events;
  }

  /** The group of a name as it was last seen. */
  synchronized Optional<Group> last(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Somebody wrote to the group of a name: what was seen of it does not count any more. */
  synchronized void doubt(String name) {
    doubtful.add(name);
    touched.put(name, event());
  }
}
