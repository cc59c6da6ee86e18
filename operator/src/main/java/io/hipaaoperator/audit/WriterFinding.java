package io.hipaaoperator.audit;

import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.audit.WriterRights.Right;
import io.hipaaoperator.aws.Roles.Decision;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What IAM's decisions on a writer come to. What is allowed is allowed; what is denied counts only
 * where no condition, whose value IAM was not told, could make it allowed.
 *
 * @param may actions that it may do and must not
 * @param lacks actions of writing that it may not do
 * @param unclear what is not decided, for people
 */
record WriterFinding(List<String> may, List<String> lacks, List<String> unclear) {
  /** What is said of a role in order, for people. */
  static final String BOUNDED = "may write, and neither delete nor edit";

  WriterFinding {
    may = List.copyOf(may);
    lacks = List.copyOf(lacks);
    unclear = List.copyOf(unclear);
  }

  /** What was found of these rights. */
  static WriterFinding of(List<Right> rights, List<Decision> decisions) {
    List<Decided> all = rights.stream().map(right -> Decided.of(right, decisions)).toList();
    return new WriterFinding(
        words(all, Decided::isExcess, Decided::action),
        words(all, Decided::isLack, Decided::action),
        words(all, Decided::isUnclear, Decided::doubt));
  }

  private static List<String> words(
      List<Decided> all, Predicate<Decided> which, Function<Decided, String> word) {
    return all.stream().filter(which).map(word).distinct().toList();
  }

  /** A right and what IAM decided of it; nothing where it did not tell. */
  private record Decided(Right right, Optional<Decision> decision) {
    static Decided of(Right right, List<Decision> decisions) {
      return new Decided(
          right,
          decisions.stream()
              .filter(one -> one.action().equalsIgnoreCase(right.action()))
              .filter(one -> one.resource().equals(right.resource()))
              .findFirst());
    }

    String action() {
      return right.action();
    }

    boolean isExcess() {
      return !right.isNeeded() && isAllowed();
    }

    boolean isLack() {
      return right.isNeeded() && isDenied();
    }

    boolean isUnclear() {
      return !isAllowed() && !isDenied();
    }

    private boolean isAllowed() {
      return decision.filter(Decision::isAllowed).isPresent();
    }

    private boolean isDenied() {
      return decision.filter(one -> !one.isAllowed() && one.conditions().isEmpty()).isPresent();
    }

    String doubt() {
      return decision
          .map(one -> one.conditions().stream().sorted().collect(Collectors.joining(", ")))
          .map(keys -> action() + " depends on " + keys)
          .orElse(action() + " not told");
    }
  }

  /** The worst of it. */
  Result result() {
    if (!may.isEmpty()) {
      return Result.MayEdit;
    }
    if (!lacks.isEmpty()) {
      return Result.MayNotWrite;
    }
    return unclear.isEmpty() ? Result.WriteOnly : Result.DependsOnConditions;
  }

  /** For people. */
  String message() {
    return result() == Result.WriteOnly
        ? BOUNDED
        : Stream.of(line("may", may), line("may not", lacks), line("not known:", unclear))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
  }

  private static Optional<String> line(String words, List<String> actions) {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(words + " " + String.join(", ", actions));
  }
}
