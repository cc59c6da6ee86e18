package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.LogGroups.Group;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of log groups, for how long, and what makes it forgotten. */
class KnownLogGroupsTest {
  private static final Duration POLL = Duration.ofMinutes(5);
  private static final Answer<?> THROTTLED = new Answer.Unreachable<>("throttled by AWS");

  private final Map<String, Group> groups = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean throttled;
  private final KnownLogGroups known = new KnownLogGroups(aws(), () -> now, POLL);

  /** AWS's answers, and which calls were made. */
  private LogGroups aws() {
    return (LogGroups)
        Proxy.newProxyInstance(
            LogGroups.class.getClassLoader(),
            new Class<?>[] {LogGroups.class},
            (_, method, arguments) -> {
              calls.add(method.getName());
              return throttled ? THROTTLED : answer(method.getName(), (String) arguments[0]);
            });
  }

  private Answer<?> answer(String call, String argument) {
    return switch (call) {
      case "list" -> Answer.known(List.copyOf(groups.values()));
      case "find" -> Answer.known(Optional.ofNullable(groups.get(argument)));
      case "tags" -> Answer.known(Map.of());
      case "dataProtection" -> Answer.known(Optional.of("{}"));
      case "retain" -> Answer.known(Done.DONE);
      default -> throw new AssertionError(call);
    };
  }

  private void make(String name, String dataProtection) {
    groups.put(
        name,
        new Group(
            name,
            "arn:aws:logs:us-east-1:1:log-group:" + name,
            "STANDARD",
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.of(dataProtection),
            now));
  }

  private List<String> many() {
    List<String> names = IntStream.range(0, 20).mapToObj(number -> "/g/" + number).toList();
    names.forEach(name -> make(name, "ACTIVATED"));
    names.forEach(known::find);
    calls.clear();
    return names;
  }

  @Test
  void oneListServesAllForAFifthOfAPoll() {
    List<String> names = many();
    now = now.plus(Duration.ofSeconds(61));

    names.forEach(known::find);
    assertThat(calls).containsExactly("list");
    now = now.plus(Duration.ofSeconds(59));
    names.forEach(known::find);
    assertThat(calls).hasSize(1);
    now = now.plus(Duration.ofSeconds(1));
    names.forEach(known::find);
    assertThat(calls).hasSize(2);
  }

  /** A list of ten thousand groups takes two hundred calls. */
  @Test
  void fewAreAskedForByName() {
    many();
    now = now.plus(POLL.multipliedBy(3));
    make("/one", "ACTIVATED");

    assertThat(value(known.find("/one"))).isPresent();
    assertThat(calls).containsExactly("find");
  }

  @Test
  void thatThereIsNoneIsAskedAnew() {
    many();

    assertThat(value(known.find("/new"))).isEmpty();
    make("/new", "ACTIVATED");
    assertThat(value(known.find("/new"))).isPresent();
  }

  @Test
  void whatWeWroteIsSeenAtOnce() {
    String one = many().getFirst();
    known.dataProtection(one);
    known.retain(one, 90);
    calls.clear();

    known.find(one);
    known.dataProtection(one);
    known.find(one);
    assertThat(calls).containsExactly("find", "dataProtection");
  }

  /** However early the next look comes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 50, 60})
  void maskingOfFewGroupsIsReadAtEachLook(int many) {
    List<String> names = IntStream.range(0, many).mapToObj(number -> "/g/" + number).toList();
    names.forEach(name -> make(name, "ACTIVATED"));
    for (int look = 0; look < 3; look++) {
      calls.clear();
      names.forEach(known::dataProtection);
      assertThat(calls).hasSize(many).containsOnly("dataProtection");
      now = now.plus(POLL.multipliedBy(4).dividedBy(5));
    }
  }

  @Test
  void whoAsksForALookReadsAllAnew() {
    String one = many().getFirst();
    known.find(one);
    known.dataProtection(one);
    calls.clear();

    known.forget(one);
    known.find(one);
    known.dataProtection(one);
    assertThat(calls).containsExactly("find", "dataProtection");
  }

  @Test
  void maskingOfManyGroupsIsReadNowAndThenOrWhenItIsTurnedOff() {
    List<String> names = IntStream.range(0, 300).mapToObj(number -> "/g/" + number).toList();
    names.forEach(name -> make(name, "ACTIVATED"));
    names.forEach(known::find);
    names.forEach(known::dataProtection);
    String one = names.getFirst();
    calls.clear();
    now = now.plus(POLL.multipliedBy(3));
    known.dataProtection(one);
    assertThat(calls).isEmpty();

    make(one, "DISABLED");
    known.find(one);
    known.dataProtection(one);
    assertThat(calls).endsWith("dataProtection");
    calls.clear();
    now = now.plus(POLL.multipliedBy(4));
    known.dataProtection(one);
    assertThat(calls).containsExactly("dataProtection");
  }

  /** What AWS did not tell is not known from before either; of a list that is said for a moment. */
  @Test
  void aFailureIsAnAnswerAndSoonForgotten() {
    List<String> names = many();
    now = now.plus(Duration.ofSeconds(61));
    throttled = true;
    assertThat(known.find(names.getFirst())).isInstanceOf(Answer.Unreachable.class);
    assertThat(known.tags("arn:" + names.getFirst())).isInstanceOf(Answer.Unreachable.class);

    throttled = false;
    assertThat(known.find(names.getLast())).as("nobody waits again").isEqualTo(THROTTLED);
    now = now.plus(Duration.ofSeconds(10));
    assertThat(value(known.find(names.getFirst()))).isPresent();
    assertThat(known.tags("arn:" + names.getFirst())).isInstanceOf(Answer.Known.class);
  }

  private static <T> T value(Answer<T> answer) {
    return ((Answer.Known<T>) answer).value();
  }
}
