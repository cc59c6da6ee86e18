package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogGroups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** CloudWatch's log groups in memory, each call of which can be made to fail. */
final class MemoryLogGroups implements LogGroups {
  final Map<String, Group> groups = new TreeMap<>();
  final Map<String, Map<String, String>> tags = new HashMap<>();
  final Map<String, String> policies = new HashMap<>();

  /** What calls of a name answer, instead of doing anything. */
  final Map<String, Answer<?>> failing = new HashMap<>();

  /** Names of all calls. */
  final List<String> calls = new ArrayList<>();

  /** When groups are made. */
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Names of the calls that wrote. */
  final List<String> writes = new ArrayList<>();

  /** A group that somebody made, and that keeps events for ever. */
  void foreign(String name) {
    groups.put(
        name,
        new Group(
            name,
            arn(name),
            "STANDARD",
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            now));
    tags.put(arn(name), new HashMap<>());
  }

  /** Somebody has its events kept so long. */
  void keep(String name, int days) {
    change(name, g -> group(g, Optional.of(days), g.key(), g.isProtected()));
  }

  /** It keeps events for ever, and has since then. */
  void keepForEver(String name, Instant since) {
    change(
        name,
        g ->
            new Group(
                g.name(),
                g.arn(),
                g.type(),
                Optional.empty(),
                g.key(),
                g.isProtected(),
                g.dataProtection(),
                since));
  }

  @Override
  public Answer<List<Group>> list(String prefix) {
    return answer(
        "list",
        () ->
            groups.values().stream()
                .filter(g -> g.name().startsWith(prefix))
                .map(this::masked)
                .toList());
  }

  private Group masked(Group group) {
    return new Group(
        group.name(),
        group.arn(),
        group.type(),
        group.retentionDays(),
        group.key(),
        group.isProtected(),
        Optional.of("ACTIVATED").filter(_ -> policies.containsKey(group.name())),
        group.created());
  }

  @Override
  public Answer<Map<String, String>> tags(String arn) {
    return answer("tags", () -> Map.copyOf(tags.getOrDefault(arn, Map.of())));
  }

  @Override
  public Answer<Optional<String>> dataProtection(String name) {
    return answer("dataProtection", () -> Optional.ofNullable(policies.get(name)));
  }

  @Override
  public Answer<Done> create(NewGroup group) {
    if (groups.containsKey(group.name())) {
      return new Answer.Refused<>(EXISTS, "it is there");
    }
    return write(
        "create",
        () -> {
          foreign(group.name());
          tags.put(arn(group.name()), new HashMap<>(group.tags()));
          change(group.name(), g -> group(g, g.retentionDays(), group.key(), group.isProtected()));
        });
  }

  @Override
  public Answer<Done> retain(String name, int days) {
    return write("retain", () -> keep(name, days));
  }

  @Override
  public Answer<Done> encrypt(String name, String key) {
    return write(
        "encrypt",
        () -> change(name, g -> group(g, g.retentionDays(), Optional.of(key), g.isProtected())));
  }

  @Override
  public Answer<Done> protect(String name) {
    return write("protect", () -> change(name, g -> group(g, g.retentionDays(), g.key(), true)));
  }

  @Override
  public Answer<Done> tag(String arn, Map<String, String> more) {
    return write("tag", () -> tags.computeIfAbsent(arn, _ -> new HashMap<>()).putAll(more));
  }

  @Override
  public Answer<Done> putDataProtection(String name, String policy) {
    return write("putDataProtection", () -> policies.put(name, policy));
  }

  private Answer<Done> write(String call, Runnable change) {
    return answer(
        call,
        () -> {
          writes.add(call);
          change.run();
          return Done.DONE;
        });
  }

  @SuppressWarnings("unchecked") // a failure has no value
  private <T> Answer<T> answer(String call, Supplier<T> value) {
    calls.add(call);
    Answer<?> failure = failing.get(call);
    return failure == null ? Answer.known(value.get()) : (Answer<T>) failure;
  }

  private void change(String name, UnaryOperator<Group> change) {
    groups.computeIfPresent(name, (_, group) -> change.apply(group));
  }

  private static Group group(
      Group from, Optional<Integer> days, Optional<String> key, boolean isProtected) {
    return new Group(
        from.name(),
        from.arn(),
        from.type(),
        days,
        key,
        isProtected,
        Optional.empty(),
        from.created());
  }

  private static String arn(String name) {
    return "arn:aws:logs:us-east-1:1:log-group:" + name;
  }
}
