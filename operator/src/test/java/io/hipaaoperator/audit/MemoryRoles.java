package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Roles;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Roles in memory, each with the actions that it may do to everything. */
final class MemoryRoles implements Roles {
  private static final Set<String> WRITES = Set.of("logs:CreateLogStream", "logs:PutLogEvents");

  final Map<String, Set<String>> allowed = new HashMap<>();
  final Failing calls = new Failing();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** There is a role that may write, and do these as well. */
  void mayWrite(String role, String... more) {
    Set<String> all = new TreeSet<>(WRITES);
    all.addAll(List.of(more));
    allowed.put(role, all);
  }

  @Override
  public Answer<Simulation> simulate(String role, List<String> actions, List<String> resources) {
    Answer<Simulation> answer =
        calls.answer(
            "simulate", () -> simulated(allowed.getOrDefault(role, Set.of()), actions, resources));
    return answer instanceof Answer.Known<Simulation> && !allowed.containsKey(role)
        ? new Answer.Refused<>(GONE, "The role cannot be found.")
        : answer;
  }

  private Simulation simulated(Set<String> may, List<String> actions, List<String> resources) {
    return new Simulation(
        now,
        actions.stream()
            .flatMap(
                action ->
                    resources.stream()
                        .map(on -> new Decision(action, on, may.contains(action), Set.of())))
            .toList());
  }
}
