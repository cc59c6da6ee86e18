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
 * each is asked for by its name instead, which takes fewer calls.
 */
final class LogGroupSnapshot {
  /** Groups that AWS tells at once. */
  private static final int PAGE = 50;

  /** Lists that are made from one poll to the next. */
  private static final int LISTS = 5;

  private final LogGroups aws;
  private final InstantSource clock;
  private final Duration poll;
  private final Map<String, Instant> asked = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();
  private Map<String, Group> byName = new HashMap<>();
  private Instant listed = Instant.MIN;
  private int size;

  /** Nothing is listed yet. */
  LogGroupSnapshot(LogGroups aws, InstantSource clock, Duration poll) {
    this.aws = aws;
    this.clock = clock;
    this.poll = poll;
  }

  /** The group of a name. That there is none is never told from memory. */
  synchronized Answer<Optional<Group>> find(String name) {
    Instant now = clock.instant();
    asked.put(name, now);
    asked.values().removeIf(time -> time.isBefore(now.minus(poll.multipliedBy(2))));
    if (doubtful.contains(name) || !paysOff()) {
      return look(name);
    }
    Answer<?> list = now.isBefore(listed.plus(poll.dividedBy(LISTS))) ? Answer.known(now) : list();
    return list.then(_ -> byName.containsKey(name) ? known(name) : look(name));
  }

  /** Whether a list of all takes fewer calls than to ask for each. */
  private boolean paysOff() {
    return asked.size() > LISTS * (1 + size / PAGE);
  }

  private Answer<List<Group>> list() {
    Instant now = clock.instant();
    Answer<List<Group>> all = aws.list("");
    if (all instanceof Answer.Known<List<Group>>(List<Group> groups)) {
      byName = new HashMap<>();
      groups.forEach(group -> byName.put(group.name(), group));
      size = groups.size();
      doubtful.clear();
      listed = now;
    }
    return all;
  }

  private Answer<Optional<Group>> look(String name) {
    Answer<Optional<Group>> answer = aws.find(name);
    if (answer instanceof Answer.Known<Optional<Group>>(Optional<Group> found)) {
      found.ifPresentOrElse(group -> byName.put(name, group), () -> byName.remove(name));
      doubtful.remove(name);
    }
    return answer;
  }

  private Answer<Optional<Group>> known(String name) {
    return Answer.known(last(name));
  }

  /** The group of a name as it was last seen. */
  synchronized Optional<Group> last(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Somebody wrote to the group of a name: what was seen of it does not count any more. */
  synchronized void doubt(String name) {
    doubtful.add(name);
  }
}
