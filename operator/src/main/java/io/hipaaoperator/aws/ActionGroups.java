package io.hipaaoperator.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which actions IAM simulates together: it refuses those at once that are authorized by different
 * things, and names groups of them. What was found out is kept for the next role.
 */
final class ActionGroups {
  private static final String TOGETHER = "require different authorization information";
  private static final String REFUSED = "InvalidInput";
  private static final Pattern GROUP = Pattern.compile("\\[([^\\[\\]]*)\\]");

  private final Map<List<String>, List<List<String>>> known = new ConcurrentHashMap<>();

  /**
   * The answers about all actions together; one that is no answer counts for all.
   *
   * @param asking asks about actions at once
   */
  <T> Answer<List<T>> ask(List<String> actions, Function<List<String>, Answer<List<T>>> asking) {
    List<List<String>> asked = new ArrayList<>();
    Answer<List<T>> answer =
        each(known.getOrDefault(actions, List.of(actions)), group -> one(group, asking, asked));
    if (answer instanceof Answer.Known<List<T>>) {
      known.put(actions, List.copyOf(asked));
    }
    return answer;
  }

  private static <T> Answer<List<T>> each(
      List<List<String>> groups, Function<List<String>, Answer<List<T>>> asking) {
    List<T> all = new ArrayList<>();
    for (List<String> group : groups) {
      Answer<List<T>> answer = asking.apply(group);
      if (!(answer instanceof Answer.Known<List<T>>(List<T> some))) {
        return answer;
      }
      all.addAll(some);
    }
    return Answer.known(all);
  }

  private static <T> Answer<List<T>> one(
      List<String> group,
      Function<List<String>, Answer<List<T>>> asking,
      List<List<String>> asked) {
    Answer<List<T>> answer = asking.apply(group);
    if (answer instanceof Answer.Refused<List<T>>(String code, String message)
        && code.equals(REFUSED)
        && message.contains(TOGETHER)
        && group.size() > 1) {
      return each(apart(group, message), smaller -> one(smaller, asking, asked));
    }
    asked.add(group);
    return answer;
  }

  /** The groups that a refusal names, or halves where it does not name all actions once. */
  static List<List<String>> apart(List<String> actions, String message) {
    List<List<String>> named =
        GROUP
            .matcher(message)
            .results()
            .map(ActionGroups::names)
            .filter(group -> !group.isEmpty())
            .toList();
    List<String> all = named.stream().flatMap(List::stream).sorted().toList();
    return named.size() > 1 && all.equals(actions.stream().sorted().toList())
        ? named
        : List.of(
            actions.subList(0, actions.size() / 2),
            actions.subList(actions.size() / 2, actions.size()));
  }

  private static List<String> names(MatchResult found) {
    return Pattern.compile("[,\\s]+")
        .splitAsStream(found.group(1).strip())
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
