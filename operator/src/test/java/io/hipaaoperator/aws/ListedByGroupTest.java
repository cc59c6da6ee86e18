package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When the whole region is listed, when a group is asked for alone, and what a list can't tell. */
class ListedByGroupTest {
  private static final Duration POLL = Duration.ofMinutes(5);

  private final Map<String, List<String>> there = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private Optional<Answer<Map<String, List<String>>>> failing = Optional.empty();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final ListedByGroup<String> listed =
      new ListedByGroup<>(() -> now, POLL, _ -> all(), (_, group) -> one(group));

  /** The port is only handed on. */
  private final LogMetrics aws =
      (LogMetrics)
          Proxy.newProxyInstance(
              LogMetrics.class.getClassLoader(),
              new Class<?>[] {LogMetrics.class},
              (_, method, _) -> {
                throw new AssertionError(method);
              });

  private Answer<Map<String, List<String>>> all() {
    calls.add("all");
    return failing.orElseGet(() -> Answer.known(Map.copyOf(there)));
  }

  private Answer<List<String>> one(String group) {
    calls.add(group);
    return Answer.known(there.getOrDefault(group, List.of()));
  }

  private List<String> of(String group) {
    return listed.of(aws, group).answered().orElseThrow();
  }

  private List<String> many(int groups) {
    List<String> names = IntStream.range(0, groups).mapToObj("/g/%d"::formatted).toList();
    names.forEach(name -> there.put(name, List.of(name + "!")));
    names.forEach(this::of);
    now = now.plus(POLL);
    calls.clear();
    return names;
  }

  @Test
  void fewGroupsAreAskedForOneByOne() {
    many(5).forEach(name -> assertThat(of(name)).containsExactly(name + "!"));
    assertThat(calls).hasSize(5).doesNotContain("all");
  }

  @Test
  void oneListServesManyForAFifthOfAPoll() {
    List<String> names = many(20);
    names.forEach(name -> assertThat(of(name)).containsExactly(name + "!"));
    now = now.plus(Duration.ofSeconds(59));
    names.forEach(this::of);
    assertThat(calls).containsExactly("all");

    now = now.plus(Duration.ofSeconds(1));
    of(names.getFirst());
    assertThat(calls).containsExactly("all", "all");
  }

  /** A region with a thousand filters of others takes twenty calls to list. */
  @Test
  void aLongListIsNotReadForFew() {
    there.put("/other", IntStream.range(0, 1000).mapToObj("f-%d"::formatted).toList());
    List<String> names = many(20);
    names.forEach(this::of);
    assertThat(calls).doesNotContain("all").hasSize(20);
  }

  @Test
  void thatThereIsNothingIsNeverToldFromAList() {
    String one = many(20).getFirst();
    there.remove(one);
    assertThat(of(one)).isEmpty();
    assertThat(calls).containsExactly("all", one);
  }

  @Test
  void whatWasWrittenIsSeenAtOnce() {
    String one = many(20).getFirst();
    of(one);
    there.put(one, List.of("new"));
    listed.doubt(one);
    assertThat(of(one)).containsExactly("new");

    now = now.plus(POLL.dividedBy(5));
    of("/g/1");
    calls.clear();
    assertThat(of(one)).containsExactly("new");
    assertThat(calls).isEmpty();
  }

  /** A role may be allowed to ask for groups and not for all. */
  @Test
  void whereNoListIsAllowedEachIsAskedFor() {
    List<String> names = many(20);
    failing = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));
    names.forEach(name -> assertThat(of(name)).containsExactly(name + "!"));
    assertThat(calls).containsOnlyOnce("all").hasSize(21);
  }

  @Test
  void whoIsThrottledAsksNoMore() {
    List<String> names = many(20);
    failing = Optional.of(new Answer.Unreachable<>("throttled by AWS"));
    names.forEach(name -> assertThat(listed.of(aws, name)).isInstanceOf(Answer.Unreachable.class));
    assertThat(calls).containsExactly("all");
  }
}
