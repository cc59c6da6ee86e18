package io.hipaaoperator.audit;

import io.hipaaoperator.api.WriterStatus.Result;
import io.hipaaoperator.audit.WriterRights.Right;
import io.hipaaoperator.aws.Roles.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  WriterFinding {
    may = List.copyOf(may);
    lacks = List.copyOf(lacks);
    unclear = List.copyOf(unclear);
  }

  /** What was found of these rights. */
  static WriterFinding of(List<Right> rights, List<Decision> decisions) {
    List<String> may = new ArrayList<>();
    List<String> lacks = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    for (Right right : rights) {
      Optional<Decision> decision = decision(right, decisions);
      if (decision.filter(Decision::isAllowed).isPresent()) {
        (right.isNeeded() ? new ArrayList<String>() : may).add(right.action());
      } else if (decision.filter(denied -> denied.conditions().isEmpty()).isPresent()) {
        (right.isNeeded() ? lacks : new ArrayList<String>()).add(right.action());
      } else {
        unclear.add(right.action() + decision.map(WriterFinding::conditions).orElse(" not told"));
      }
    }
    return new WriterFinding(distinct(may), distinct(lacks), distinct(unclear));
  }

  private static Optional<Decision> decision(Right right, List<Decision> decisions) {
    return decisions.stream()
        .filter(one -> one.action().equalsIgnoreCase(right.action()))
        .filter(one -> one.resource().equals(right.resource()))
        .findFirst();
  }

  private static String conditions(Decision decision) {
    return " depends on " + String.join(", ", decision.conditions().stream().sorted().toList());
  }

  private static List<String> distinct(List<String> all) {
    return all.stream().distinct().toList();
  }

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
    return may.isEmpty() && lacks.isEmpty() && unclear.isEmpty()
        ? "may write, and neither delete nor edit"
        : String.join(
            "; ",
            Stream.of(line("may", may), line("may not", lacks), line("not known:", unclear))
                .flatMap(Optional::stream)
                .toList());
  }

  private static Optional<String> line(String words, List<String> actions) {
    return actions.isEmpty()
        ? Optional.empty()
        : Optional.of(words + " " + String.join(", ", actions));
  }
}
