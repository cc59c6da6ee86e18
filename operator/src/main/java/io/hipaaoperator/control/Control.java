package io.hipaaoperator.control;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * One item of the checklists as data and functions. It knows no client and no clock.
 *
 * @param id number in the checklist, for example {@code A16}
 * @param title the checklist's words
 * @param citation the rule it rests on
 * @param nist ids of NIST SP 800-53 r5 that it maps to
 * @param severity the checklist's rank
 * @param reads facts without which the verdict is undetermined; a check may look at further facts
 *     through {@link Facts#get}
 * @param doubts sentences on what may undo a pass and is not evaluated: where there is one, or it
 *     is not known whether there is, nothing is compliant
 * @param applies whether the item concerns this subject at all
 * @param check the verdict, called only when all {@code reads} are known
 * @param remedy objects that make it true, empty where software can't
 * @param <S> what it judges, for example one workload
 */
public record Control<S>(
    String id,
    String title,
    Citation citation,
    List<String> nist,
    Severity severity,
    List<FactKind<?>> reads,
    List<FactKind<List<String>>> doubts,
    BiPredicate<S, Facts> applies,
    BiFunction<S, Facts, Verdict> check,
    BiFunction<S, Facts, List<HasMetadata>> remedy) {

  /** The result for a subject; empty when the control does not concern it. */
  public Optional<Result> judge(S subject, Facts facts) {
    List<String> missing = facts.missing(reads);
    if (!missing.isEmpty()) {
      return Optional.of(new Result(this, new Verdict.Undetermined(missing)));
    }
    return applies.test(subject, facts)
        ? Optional.of(new Result(this, doubted(check.apply(subject, facts), facts)))
        : Optional.empty();
  }

  /** The results of all that concern a subject. */
  public static <S> List<Result> judge(List<Control<S>> controls, S subject, Facts facts) {
    return controls.stream()
        .map(control -> control.judge(subject, facts))
        .flatMap(Optional::stream)
        .toList();
  }

  private Verdict doubted(Verdict verdict, Facts facts) {
    List<String> reasons =
        doubts.stream().map(facts::get).flatMap(fact -> reasons(fact).stream()).toList();
    return verdict instanceof Verdict.Compliant && !reasons.isEmpty()
        ? new Verdict.Undetermined(reasons)
        : verdict;
  }

  private static List<String> reasons(Fact<List<String>> fact) {
    return switch (fact) {
      case Fact.Known<List<String>>(var sentences) -> sentences;
      case Fact.Unreachable<List<String>>(String why, _) -> List.of(why);
    };
  }

  /**
   * A control and its verdict on one subject.
   *
   * @param control the control
   * @param verdict what it concluded
   */
  public record Result(Control<?> control, Verdict verdict) {}
}
