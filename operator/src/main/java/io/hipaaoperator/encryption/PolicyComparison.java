package io.hipaaoperator.encryption;

import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.policy.PolicyDocument;
import io.hipaaoperator.policy.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares key policies by what they say, not by how they are written. */
final class PolicyComparison {

  private PolicyComparison() {}

  /** How a policy deviates; it weakens when it allows what the declared one does not. */
  static Optional<Deviation> between(String declared, String found) {
    Set<Statement> wanted = statements(declared);
    Set<Statement> there = statements(found);
    List<Statement> missing = without(wanted, there);
    List<Statement> foreign = without(there, wanted);
    if (missing.isEmpty() && foreign.isEmpty()) {
      return Optional.empty();
    }
    boolean weakens = !foreign.stream().allMatch(statement -> statement.isWithin(wanted));
    return Optional.of(
        new Deviation(type(missing, foreign), text(missing), text(foreign), weakens));
  }

  /** Whether a policy denies anything, which no policy of ours does. */
  static boolean forbids(String policy) {
    return statements(policy).stream().anyMatch(statement -> statement.effect().equals("Deny"));
  }

  /** The same text for policies that say the same. */
  static String normal(String policy) {
    return statements(policy).stream().map(PolicyComparison::full).collect(Collectors.joining(";"));
  }

  private static String full(Statement statement) {
    return statement + " " + statement.rest();
  }

  private static Drift.Type type(List<Statement> missing, List<Statement> foreign) {
    if (missing.isEmpty()) {
      return Drift.Type.Added;
    }
    return foreign.isEmpty() ? Drift.Type.Removed : Drift.Type.Changed;
  }

  private static @Nullable String text(List<Statement> statements) {
    if (statements.isEmpty()) {
      return null;
    }
    String text = statements.stream().map(Statement::toString).collect(Collectors.joining("; "));
    return Deviation.shortened(text);
  }

  private static List<Statement> without(Set<Statement> these, Set<Statement> those) {
    return these.stream().filter(statement -> !those.contains(statement)).toList();
  }

  private static Set<Statement> statements(String policy) {
    return PolicyDocument.of(policy).statements().stream()
        .collect(
            Collectors.toCollection(
                () -> new TreeSet<>(Comparator.comparing(PolicyComparison::full))));
  }
}
