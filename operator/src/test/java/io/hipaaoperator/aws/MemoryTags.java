package io.hipaaoperator.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** AWS's index of tags in memory, which may be behind or fail. */
public final class MemoryTags implements Tags {
  private final Supplier<Map<String, Map<String, String>>> now;

  /** What was asked for. */
  public final List<Query> asked = new ArrayList<>();

  /** What is answered instead of anything else. */
  public Optional<Answer<Map<String, Map<String, String>>>> failing = Optional.empty();

  /** What it showed when it stopped to follow. */
  private Optional<Map<String, Map<String, String>>> late = Optional.empty();

  /** The index of what has these tags, by ARN. */
  public MemoryTags(Supplier<Map<String, Map<String, String>>> now) {
    this.now = now;
  }

  /** It shows no more what changes from now on. */
  public void stop() {
    late = Optional.of(copy());
  }

  /** It shows all again. */
  public void follow() {
    late = Optional.empty();
  }

  private Map<String, Map<String, String>> copy() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    now.get().forEach((arn, tags) -> all.put(arn, Map.copyOf(tags)));
    return all;
  }

  @Override
  public Answer<Map<String, Map<String, String>>> shown(Query query) {
    asked.add(query);
    return failing.orElseGet(() -> Answer.known(matching(query)));
  }

  private Map<String, Map<String, String>> matching(Query query) {
    Map<String, Map<String, String>> all = new TreeMap<>(late.orElseGet(this::copy));
    all.values().removeIf(tags -> !query.value().equals(tags.get(query.key())));
    return all;
  }
}
