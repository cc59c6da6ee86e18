package io.hipaaoperator.external;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.WaysOut.Way;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The setting that nothing gets out but where it was declared to. What does is told, and never shut
 * by us: somebody may rely on it, such as who watches these logs for attacks. Pure.
 */
public final class UndeclaredWays {
  private UndeclaredWays() {}

  /**
   * The setting.
   *
   * @param declared ends of ways that were declared
   * @param isDeclared whether a way is one of them, or needs no declaration
   */
  public static <W> Setting<W> setting(
      FieldPath path,
      Collection<String> declared,
      Answer<List<Way>> found,
      Predicate<Way> isDeclared,
      Remedy.Person<W> remedy) {
    return new Setting<>(
        path,
        Setting.digest(String.join(" ", new TreeSet<>(declared))),
        found.map(ways -> deviation(words(ways, isDeclared.negate()))).fact(),
        remedy);
  }

  /** Ways of some kind, the same words for the same ones. */
  public static String words(List<Way> ways, Predicate<Way> which) {
    return ways.stream()
        .filter(which)
        .map(Way::toString)
        .sorted()
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Optional<Deviation> deviation(String foreign) {
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(new Deviation(Drift.Type.Added, null, Deviation.shortened(foreign), true));
  }
}
